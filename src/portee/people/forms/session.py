"""The sign-in form."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portee.people import sign_in_name


class SignInField(forms.EmailField):
    """An e-mail address, or the name of somebody who has none."""

    def to_python(self, value: Any) -> str:
        """What is stored of what was typed."""
        return sign_in_name.typed(str(super().to_python(value)))


class SignInForm(LoginForm):
    """An e-mail address, or a name for want of one, and a password; whichever is wrong, the answer is the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = SignInField()
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].help_text = _(
            "The one your establishment wrote to, or the name it gave you."
        )
        self.fields["login"].error_messages["required"] = _("Type your e-mail address.")
        self.fields["login"].error_messages["invalid"] = _(
            "This is not an e-mail address. Example: camille@example.org"
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Type your password.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
