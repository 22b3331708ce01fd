"""What the gallery shows: sample words and sample forms, one list per component."""

import re
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from portee.ui.templatetags.ui import COVERS

SPECIMENS = (
    "identity",
    "icons",
    "covers",
    "buttons",
    "badges",
    "chips",
    "notices",
    "disclosures",
    "fields",
    "form-errors",
    "search",
    "combobox",
    "tabs",
    "dialog",
    "tree",
    "table",
    "pagination",
    "breadcrumb",
    "steps",
    "cards",
    "doors",
    "facts",
    "empty",
    "keep",
    "entry",
)
"""Each is a template `ui/gallery/<name>.html` and a section whose id is `specimen-<name>`."""


class SpecimenForm(forms.Form):
    """One field of each shape."""

    name = forms.CharField(label=_("Your name"), help_text=_("As you wish to be called."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    commune = forms.ChoiceField(
        label=_("Your commune"), choices=[("82033", "Caussade"), ("82121", "Montauban")]
    )
    message = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    discipline = forms.ChoiceField(
        label=_("Discipline"),
        choices=[("music", _("Music")), ("dance", _("Dance")), ("theatre", _("Theatre"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=_("I have read the rules"))
    closed = forms.CharField(
        label=_("A field that cannot be changed"), disabled=True, required=False, initial="82"
    )


def icon_names() -> list[str]:
    """The names of the icons of the sprite, empty when the front end has not been built."""
    found = finders.find("ui/icons.svg")
    if not found:
        return []
    return re.findall(r'<symbol id="([^"]+)"', Path(found).read_text(encoding="utf-8"))


def gallery_context() -> dict[str, Any]:
    """Everything the gallery's templates read."""
    bound = SpecimenForm({"email": "x"}, prefix="wrong")
    return {
        "specimens": SPECIMENS,
        "icons": icon_names(),
        "covers": [(kind, range(drawings)) for kind, (_tone, drawings) in COVERS.items()],
        "communes": [
            "Caussade",
            "Castelsarrasin",
            "Lauzerte",
            "Moissac",
            "Montauban",
            "Nègrepelisse",
            "Œuilly",
        ],
        "form": SpecimenForm(prefix="fresh"),
        "wrong_form": bound,
        "page_middle": Paginator(range(400), 20).page(8),
        "page_first": Paginator(range(60), 20).page(1),
        "crumbs": [(_("Home"), "/"), (_("Establishments"), "/"), ("Caussade", None)],
        "steps": [_("Who you are"), _("Your establishment"), _("To finish")],
        "nodes": [
            {
                "label": "Tarn-et-Garonne",
                "open": True,
                "count": 3,
                "children": [
                    {"label": "Caussade", "url": "#", "count": 2},
                    {"label": "Lauzerte", "url": "#"},
                ],
            },
            {"label": "Lot", "url": "#", "count": 0},
        ],
    }
