"""The card that a manager tries (staff/reader_directory.py)."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TryCardForm(forms.Form):
    """A card number and its secret: sent once, kept nowhere, never shown again."""

    card_number = forms.CharField(
        label=_("Card number"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Secret of this card"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
