"""What is forgotten when its time is over: requests, drafts, and the accounts of those who left a year ago.

Source: CNIL, NS-009 (one year after the end of the last loan or membership); the thirty days and the week are ours.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
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
from portee.people.services.account_erasure import erase_people
from portee.people.services.audit_entry import append_entry
from portee.people.services.membership import last_day_of_a_year

DRAFTS: Final = timedelta(days=7)
UNANSWERED: Final = timedelta(days=30)
"""How long a request waits for its author or for a guardian, and how long one that was refused is kept."""
STRUCK_OFF: Final = timedelta(days=365)

AT_ONCE: Final = 500


def drafts_due(at: datetime) -> QuerySet[RegistrationDraft]:
    """The answers that were not sent within a week."""
    return RegistrationDraft.objects.filter(changed_at__lt=at - DRAFTS)


def decided_due(at: datetime) -> QuerySet[Registration]:
    """The requests refused or handed over thirty days ago."""
    return Registration.objects.filter(
        state__in=[RegistrationState.REFUSED, RegistrationState.HANDED_OVER],
        decided_at__lt=at - UNANSWERED,
    )


def unanswered_due(at: datetime) -> QuerySet[Registration]:
    """The requests whose author, or guardian, was asked something thirty days ago and did not answer."""
    limit = at - UNANSWERED
    # Whoever was asked had the delay of the establishment, then thirty days.
    asked = Q(state=RegistrationState.MORE_ASKED, asked_at__lt=limit)
    without_consent = Q(
        state=RegistrationState.PENDING,
        needs_guardian=True,
        guardian_consented_at__isnull=True,
        submitted_at__lt=limit,
    )
    return Registration.objects.filter(asked | without_consent)


def accounts_due(at: datetime, *, at_most: int | None = None) -> list[Account]:
    """The accounts of readers whose last membership ended more than a year ago.

    Whoever holds, or will hold, a role stays: staff, and readers whose role was given without an end. An account that
    never was a member is not a reader's, and stays.
    """
    today = timezone.localdate(at)
    lasting_role = Role.objects.filter(account=OuterRef("pk")).not_ended(on=today)
    found = (
        Account.objects.annotate(last_day=Max("memberships__end_date"))
        .filter(last_day__lt=today - STRUCK_OFF)
        .exclude(Exists(lasting_role))
        .order_by("pk")
    )
    return [
        account
        for account in found[:at_most]
        if last_day_of_a_year(account.last_day + timedelta(days=1)) < today
    ]


@transaction.atomic
def strike_off(*, actor: Actor, at: datetime) -> int:
    """Delete such accounts, with all that is kept of their holders, a batch at a time; how many."""
    struck = accounts_due(at, at_most=AT_ONCE)
    if not struck:
        return 0
    ids = [account.pk for account in struck]
    erase_people(struck, at=at)
    append_entry(
        actor=actor,
        action=AuditAction.ACCOUNTS_STRUCK_OFF,
        account_id=None,
        at=at,
        count=len(ids),
    )
    for account_id in ids:
        events.publish(AccountStruckOff(account_id=account_id, at=at))
    return len(ids)
