"""The code of a printed sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ActivationForm(forms.Form):
    """Ten letters and digits; capitals, hyphen and spaces do not matter."""

    code = forms.CharField(
        label=_("Code of the sheet"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Ten letters and digits, as on the sheet that your establishment printed."),
        error_messages={"required": _("Type the code of the sheet.")},
    )

    def refuse(self) -> None:
        """Say that the code opens nothing, whatever the reason."""
        self.full_clean()
        self.add_error(
            "code",
            _("This code does not work: check it, or ask your establishment for another sheet."),
        )
