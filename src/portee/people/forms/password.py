"""The forms that ask for, choose and change a password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 12 characters. A sentence is easier to remember than a complicated word."
)


def _dress(field: forms.Field, *, label: Any, hint: Any = "", required: Any) -> None:
    field.label = label
    field.help_text = hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)


class AskPasswordForm(ResetPasswordForm):
    """The address to which the link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["email"],
            label=_("E-mail address"),
            hint=_("The one you sign in with."),
            required=_("Type your e-mail address."),
        )
        self.fields["email"].error_messages["invalid"] = _(
            "This is not an e-mail address. Example: camille@example.org"
        )


class ChoosePasswordForm(ResetPasswordKeyForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_new_passwords(self)


class ChangePasswordForm(AllauthChangePasswordForm):
    """The present password, then the new one, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(
            self.fields["oldpassword"],
            label=_("Present password"),
            required=_("Type your present password."),
        )
        _dress_new_passwords(self)


def _dress_new_passwords(form: forms.Form) -> None:
    _dress(
        form.fields["password1"],
        label=_("New password"),
        hint=PASSWORD_HINT,
        required=_("Type a new password."),
    )
    _dress(
        form.fields["password2"],
        label=_("New password, again"),
        required=_("Type the new password again."),
    )
