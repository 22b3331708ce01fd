"""The forms of the second step and of what asks again who one is."""

import logging
from collections.abc import Callable
from typing import Any, Final

from allauth.account.forms import ReauthenticateForm as AllauthPasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

LONGEST_NAME: Final = 60
REMEMBERED_SECONDS: Final = 120
"""Longer than a code is accepted (three periods of thirty seconds): nobody gives again one that was seen."""


def _dress_code(form: forms.Form, *, hint: Any) -> None:
    field = form.fields["code"]
    field.label = _("Code")
    field.help_text = hint
    field.error_messages["required"] = _("Type the code.")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["inputmode"] = "numeric"


def _use_once(form: Any, code: str) -> str:
    digits = "".join(filter(str.isalnum, code))
    if not cache.add(f"people.code-used:{form.user.pk}:{digits}", 1, REMEMBERED_SECONDS):
        raise ValidationError(_("This code was used already: wait for the next one."))
    return code


def _guarded(parse: Callable[[], Any]) -> Any:
    """What allauth makes of a credential; whatever its parsers stumble over, the answer is a refusal."""
    try:
        return parse()
    except ValidationError:
        raise
    except Exception as error:
        # fido2 raises KeyError, ValueError, AttributeError… according to what is missing or misshapen.
        logger.info("passkey_misshapen", extra={"error_type": type(error).__name__})
        raise ValidationError(_("This passkey could not be read.")) from None


CODE_HINT = _("Six digits of your application, or one of your recovery codes.")


class SecondStepForm(AuthenticateForm):
    """A code of the application, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, hint=CODE_HINT)

    def clean_code(self) -> str:
        """The code, once."""
        return _use_once(self, super().clean_code())


class CodeAgainForm(ReauthenticateForm):
    """The same, asked again before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, hint=CODE_HINT)

    def clean_code(self) -> str:
        """The code, once."""
        return _use_once(self, super().clean_code())


class PasswordAgainForm(AllauthPasswordAgainForm):
    """The password, asked again before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Type your password.")
        self.fields["password"].widget.attrs.pop("placeholder", None)


class AddAppForm(ActivateTOTPForm):
    """The first code of the application, which proves that it holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, hint=_("The six digits that your application shows now."))


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey in place of everything else."""

    def clean_credential(self) -> Any:
        """The passkey it comes from."""
        return _guarded(super().clean_credential)


class PasskeyStepForm(AuthenticateWebAuthnForm):
    """A passkey after the password."""

    def clean_credential(self) -> Any:
        """The passkey it comes from."""
        return _guarded(super().clean_credential)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    """A passkey asked again before something delicate."""

    def clean_credential(self) -> Any:
        """The passkey it comes from."""
        return _guarded(super().clean_credential)


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey and what its owner calls it; the device must have verified who holds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        _dress_name(self, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask allauth for the strict check: such a key stands for both factors."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = _guarded(super().clean)
        return cleaned


class NamePasskeyForm(EditWebAuthnForm):
    """What a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_name(self, required=True)


def _dress_name(form: forms.Form, *, required: bool) -> None:
    field = forms.CharField(
        label=_("Name of this passkey"),
        max_length=LONGEST_NAME,
        required=required,
        help_text=_("So that you know it again: “My telephone”, “Library computer”."),
        error_messages={"required": _("Give this passkey a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    form.fields["name"] = field
