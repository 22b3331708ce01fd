"""What a reader says is wrong in a description. It asks for no name and no address."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import LONGEST_MESSAGE, ErrorKind

QUICKEST_SECONDS: Final = 2.0
"""Nobody reads the form and writes a sentence in less."""
LONGEST_SECONDS: Final = 24 * 3600
SALT: Final = "portal.resource-report"


class ResourceReportForm(forms.Form):
    """What is wrong, and where. `site` is a trap: people do not see it, machines fill it in.

    `now` is when the form is shown or sent.
    """

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ErrorKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    message = forms.CharField(
        label=_("What should it say?"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For example: “the composer is Louise Farrenc”. No need to say who you are."),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )
    site = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now.timestamp()
        if not self.is_bound:
            self.fields["shown"].initial = signing.dumps(round(self._now, 1), salt=SALT)

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine sends: the trap filled in, or a form that nobody can have read."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("site") or not self._was_read(said.get("shown") or ""):
            raise ValidationError(
                _("The form was sent too quickly, or waited too long. Please send it again.")
            )
        return said

    def _was_read(self, stamp: str) -> bool:
        try:
            shown = float(signing.loads(stamp, salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return False
        return QUICKEST_SECONDS <= self._now - shown <= LONGEST_SECONDS
