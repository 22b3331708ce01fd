"""A child who already has an account says, from the mailbox of that account alone, that a request is hers."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from portee.people.models import Account, Registration
from portee.people.queries.guardian_link import may_have_guardian
from portee.people.services import registration_letter as letters


def claimant_of(registration: Registration, *, on: date) -> Account | None:
    """The account that may say so: a child's, at the address of the request. At most four queries."""
    if not registration.email or not registration.needs_guardian:
        return None
    account = Account.objects.filter(email__iexact=registration.email, is_active=True).first()
    if account is None or not may_have_guardian(account.pk, on=on):
        return None
    return account


def ask_claim(registration: Registration, *, at: datetime) -> None:
    """Write to that account, if there is one; without its answer, the request becomes an account of its own."""
    account = claimant_of(registration, on=timezone.localdate(at))
    if account is not None:
        letters.write_claim_asked(registration, account)


@transaction.atomic
def claim_registration(*, registration_id: int, at: datetime) -> bool:
    """Have the request join the account at its address; whether it still could."""
    rows = Registration.objects.open().select_for_update()
    registration = rows.filter(pk=registration_id).first()
    if registration is None:
        return False
    account = claimant_of(registration, on=timezone.localdate(at))
    if account is None:
        return False
    registration.claimed_by = account
    registration.save(update_fields=["claimed_by"])
    return True
