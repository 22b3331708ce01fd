"""What a person changes about herself."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people.models import Account


class AccountForm(forms.ModelForm[Account]):
    """Name and language; the address is changed apart, since its new mailbox must confirm."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("How we greet you, and how your establishment recognises you."),
        error_messages={"required": _("Type the name you want to be called by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = ["display_name", "language"]
