"""What a reader types to sign in with her card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people.queries.card_directory import CardPlace


class CardForm(forms.Form):
    """An establishment, a card number, and the secret its own system knows: passed on, and kept nowhere."""

    directory = forms.TypedChoiceField(
        label=_("My establishment"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an establishment."),
            "invalid_choice": _("Choose an establishment of the list."),
        },
    )
    card_number = forms.CharField(
        label=_("Card number"),
        max_length=64,
        help_text=_("It is written on your card, often under the bar code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the number of your card.")},
    )
    secret = forms.CharField(
        label=_("Code or password of your card"),
        max_length=128,
        strip=False,
        help_text=_("The one of your library’s own site. We pass it on and keep it nowhere."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the code or the password of your card.")},
    )

    def __init__(self, *args: Any, found: tuple[CardPlace, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directory"].choices = [  # type: ignore[attr-defined]
            (one.directory_id, one.name) for one in found
        ]
        if len(found) == 1:
            self.fields["directory"].initial = found[0].directory_id


class AddressOwnerForm(forms.Form):
    """The password of the account that already has the address."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
