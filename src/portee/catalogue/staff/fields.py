"""Form fields that the screens of the catalogue share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.catalogue.policies import CATALOGUING_ROLES
from portee.catalogue.sheet import SheetRefusedError, refuse_unknown_targets, sheet_to_json
from portee.catalogue.sheet_text import parse_sheet
from portee.kernel.actor import Actor


class EstablishmentField(forms.ModelChoiceField[Any]):
    """Nodes of the tree, each set back under its parent."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, set back by its depth."""
        indent = "\u2003" * (obj.depth - 1)
        return f"{indent}{obj.name}"


class SheetField(forms.CharField):
    """A mapping sheet, written as lines; its value is the JSON of a column."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mapping sheet"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dict[str, Any]:
        """The sheet; what cannot be understood is said with the number of its line."""
        try:
            sheet = parse_sheet(super().clean(value))
            refuse_unknown_targets(sheet)
        except SheetRefusedError as error:
            raise ValidationError(str(error)) from error
        return sheet_to_json(sheet)


def within_reach(form: forms.BaseForm, actor: Actor, *, name: str = "establishment") -> None:
    """Leave in a form the establishments where the actor catalogues."""
    reach = Q(pk__in=[])
    for path in actor.nodes(*CATALOGUING_ROLES):
        reach |= Q(path__startswith=path)
    field: Any = form.fields[name]
    field.queryset = field.queryset.filter(reach).order_by("path")
