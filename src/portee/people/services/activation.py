"""Codes printed on a sheet: given, recognised, forgotten."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portee.kernel.errors import DomainError
from portee.people.models import Account, ActivationCode

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without the letters and digits that are taken for one another on paper."""
LENGTH: Final = 10
"""Nearly fifty bits, behind a limit of tries by address."""
LASTS: Final = timedelta(days=30)


class PasswordAlreadyChosenError(DomainError):
    """The person has a password: there is nothing to activate."""

    code = "people.password_already_chosen"


def issue_code(*, account_id: int, at: datetime) -> str:
    """Give a code to print, in two groups; the sheet printed before is worth nothing any more.

    Raises `PasswordAlreadyChosenError`.
    """
    account = Account.objects.get(pk=account_id)
    if account.has_usable_password():
        raise PasswordAlreadyChosenError(_("This person has already chosen a password."))
    code = "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))
    ActivationCode.objects.update_or_create(
        account=account, defaults={"digest": _digest(code), "expires_at": at + LASTS}
    )
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def account_of_code(code: str, *, at: datetime) -> Account | None:
    """Whose code it is, while it is worth something."""
    found = (
        ActivationCode.objects.select_related("account")
        .filter(digest=_digest(code), expires_at__gt=at, account__is_active=True)
        .first()
    )
    if found is None or found.account.has_usable_password():
        return None
    return found.account


def _digest(code: str) -> str:
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    return salted_hmac("people.activation-code", plain, algorithm="sha256").hexdigest()
