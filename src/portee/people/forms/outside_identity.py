"""What somebody types to show which account is hers, once a provider said who she is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people.forms.session import SignInField


class OwnerForm(forms.Form):
    """The address, or the name, and the password of an account: nothing says whether it exists."""

    login = SignInField(
        label=_("E-mail address"),
        help_text=_("The one your establishment wrote to, or the name it gave you."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not an e-mail address. Example: camille@example.org"),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )
