"""The forms of a version of a sheet, and of the secret shared with a supplier."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.errors import SheetRefusedError
from portee.access.models import SignInMethod, SupplierSheet
from portee.access.services.supplier_sheet import refuse_sheet
from portee.access.sheets.shipped import find_shipped_sheet, shipped_sheets
from portee.ui.backoffice.scoped_form import ScopedForm


def _models() -> list[tuple[str, str]]:
    return [("", "—"), *((one.code, one.name) for one in shipped_sheets())]


class ContentField(forms.JSONField):
    """JSON that is empty to begin with, rather than the word for nothing."""

    def prepare_value(self, value: Any) -> Any:
        """The text in the field."""
        return super().prepare_value(value) if value else ""


class SheetForm(ScopedForm):
    """For whom, by which method, what it says; or one of the sheets that come with Portée, to begin with."""

    shipped = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        choices=_models,
        help_text=_(
            "A sheet that comes with Portée. Leave the content empty to take it as it is: its hosts must then be those "
            "of the supplier. Those of suppliers are drafts, to be confirmed by contract."
        ),
    )
    content = ContentField(
        label=_("Content"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "bo-code"}),
        help_text=_("JSON. What its words mean is in the guide, “Connecting a supplier”."),
    )
    method = forms.ChoiceField(
        label=_("Method"), required=False, choices=[("", "—"), *SignInMethod.choices]
    )

    class Meta:
        model = SupplierSheet
        fields: ClassVar[list[str]] = ["supplier", "method", "content"]

    field_order = ("supplier", "shipped", "method", "content")

    def clean(self) -> dict[str, Any]:
        """Take the sheet to begin with, and say what the service would refuse beside its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begun = find_shipped_sheet(cleaned.get("shipped", ""))
        if begun is not None and not cleaned.get("content"):
            cleaned.update(method=begun.method, content=dict(begun.content))
        if cleaned.get("supplier") and not self.errors:
            try:
                refuse_sheet(
                    cleaned["supplier"], cleaned.get("method", ""), cleaned.get("content") or {}
                )
            except SheetRefusedError as refused:
                self.add_error("content", str(refused))
        return cleaned


class SecretForm(forms.Form):
    """The secret that signs links to a supplier, or by which its machine proves itself."""

    secret = forms.CharField(
        label=_("Secret shared with this supplier"),
        min_length=16,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 16 characters. It takes the place of the former one at once."),
    )
