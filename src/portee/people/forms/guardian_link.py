"""What a guardian is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people.forms.own_data import OwnerForm
from portee.people.person_name import is_person_name


class GuardianAccountForm(forms.Form):
    """The name of a guardian who has no account yet; the address is the one the consent was asked at."""

    display_name = forms.CharField(
        label=_("Your first name and your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )

    def clean_display_name(self) -> str:
        """The name, if it is one."""
        name: Any = self.cleaned_data["display_name"]
        if not is_person_name(name):
            raise forms.ValidationError(_("Write your first name and your name, in letters."))
        return str(name).strip()


class GuardianActForm(OwnerForm):
    """Nothing but the proof of who is asking."""
