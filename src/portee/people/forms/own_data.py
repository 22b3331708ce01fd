"""What is asked before somebody's own data change hands, change address, or go."""

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people.models import Account

FRESH: Final = timedelta(minutes=10)
"""How recent a sign-in must be to stand for the password of somebody who has none."""


class OwnerForm(forms.Form):
    """A form that only the holder of the account may send: her password is asked, or a fresh sign-in without one."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("So that nobody else does this on a computer left open."),
        error_messages={"required": _("Type your password.")},
    )

    def __init__(self, *args: Any, account: Account, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.at = at
        if not account.has_usable_password():
            del self.fields["password"]

    @property
    def is_stale(self) -> bool:
        """Whether the person must sign in again first: she has no password, and signed in long ago."""
        if self.account.has_usable_password():
            return False
        signed_in = self.account.last_login
        return signed_in is None or self.at - signed_in > FRESH

    def clean_password(self) -> str:
        """The password, if it is hers."""
        password: str = self.cleaned_data["password"]
        if not self.account.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse whoever has no password and did not just sign in."""
        if self.is_stale:
            raise forms.ValidationError(_("Sign out, sign in again, then come back here."))
        return super().clean() or {}


class ErasureForm(OwnerForm):
    """Nothing but the proof of who is asking."""


class AddressForm(OwnerForm):
    """The new address, and the proof of who is asking."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We write to it: you confirm from that mailbox."),
        error_messages={
            "required": _("Type the new address."),
            "invalid": _("This is not an e-mail address. Example: camille@example.org"),
        },
    )
    field_order = ("email", "password")

    def clean_email(self) -> str:
        """The address, if it is another one."""
        email: str = self.cleaned_data["email"].strip()
        if email.lower() == self.account.email.lower():
            raise forms.ValidationError(_("You already sign in with this address."))
        return email
