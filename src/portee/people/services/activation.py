"""Codes printed on a sheet: given, recognised, forgotten."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
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
    return issue_codes(account_ids=[account_id], at=at)[account_id]


@transaction.atomic
def issue_codes(*, account_ids: Collection[int], at: datetime) -> dict[int, str]:
    """Give a code to each of those, who have no password: the caller knows. Three queries, whatever their number."""
    codes = {
        pk: "".join(secrets.choice(ALPHABET) for _position in range(LENGTH)) for pk in account_ids
    }
    ActivationCode.objects.filter(account__in=codes).delete()
    ActivationCode.objects.bulk_create(
        ActivationCode(account_id=pk, digest=_digest(code), expires_at=at + LASTS)
        for pk, code in codes.items()
    )
    return {pk: f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}" for pk, code in codes.items()}


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
