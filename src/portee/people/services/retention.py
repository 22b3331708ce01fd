"""What is forgotten when its time is over: requests, drafts, and the accounts of those who left a year ago.

Source: CNIL, NS-009 (one year after the end of the last loan or membership); the thirty days and the week are ours.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.people.events import AccountStruckOff
from portee.people.models import (
    Account,
    AuditAction,
    Registration,
    RegistrationDraft,
    RegistrationState,
    Role,
)
from portee.people.services.audit_entry import append_entry
from portee.people.services.membership import last_day_of_a_year
from portee.people.services.registration_proof import forget_proofs_of

DRAFTS: Final = timedelta(days=7)
UNANSWERED: Final = timedelta(days=30)
"""How long a request waits for its author or for a guardian, and how long one that was refused is kept."""

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows a run deleted."""

    drafts: int
    requests: int


@transaction.atomic
def forget_requests(*, at: datetime) -> Forgotten:
    """Delete drafts after a week; refused, handed-over and unanswered requests after thirty days."""
    limit = at - UNANSWERED
    left = RegistrationDraft.objects.filter(changed_at__lt=at - DRAFTS)
    forget_proofs_of(drafts=left.values_list("pk", flat=True))
    drafts = left.count()
    left.delete()
    over = Q(
        state__in=[RegistrationState.REFUSED, RegistrationState.HANDED_OVER], decided_at__lt=limit
    )
    # Whoever was asked had the delay of the establishment, then thirty days.
    unanswered = Q(state=RegistrationState.MORE_ASKED, asked_at__lt=limit)
    without_consent = Q(
        state=RegistrationState.PENDING,
        needs_guardian=True,
        guardian_consented_at__isnull=True,
        submitted_at__lt=limit,
    )
    rows = Registration.objects.filter(over | unanswered | without_consent)
    forget_proofs_of(registrations=rows.values_list("pk", flat=True))
    number = rows.count()
    rows.delete()
    return Forgotten(drafts=drafts, requests=number)


def strike_off(*, actor: Actor, at: datetime) -> int:
    """Delete the accounts of readers whose last membership ended more than a year ago; how many.

    Whoever holds, or will hold, a role stays: staff, and readers whose role was given without an end. An account that
    never was a member is not a reader's, and stays.
    """
    today = timezone.localdate(at)
    lasting_role = Role.objects.filter(account=OuterRef("pk")).not_ended(on=today)
    found = (
        Account.objects.annotate(last_day=Max("memberships__end_date"))
        .filter(last_day__lt=today - timedelta(days=365))
        .exclude(Exists(lasting_role))
        .order_by("pk")
    )
    struck = [
        account.pk
        for account in found[:AT_ONCE]
        if last_day_of_a_year(account.last_day + timedelta(days=1)) < today
    ]
    if struck:
        _delete(struck, actor=actor, at=at)
    return len(struck)


@transaction.atomic
def _delete(account_ids: list[int], *, actor: Actor, at: datetime) -> None:
    Account.objects.filter(pk__in=account_ids).delete()
    append_entry(
        actor=actor,
        action=AuditAction.ACCOUNTS_STRUCK_OFF,
        account_id=None,
        at=at,
        count=len(account_ids),
    )
    for account_id in account_ids:
        events.publish(AccountStruckOff(account_id=account_id, at=at))
