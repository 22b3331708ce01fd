"""What is read of requests: by the person, by staff, on the home page of the back office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import Account, Membership, Registration, RegistrationState
from portee.people.signed_number import Use, number_in


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many requests wait for a decision, how many of them are late, how many wait for the person or a guardian."""

    ready: int
    late: int
    awaited: int


def find_registration(ticket: str, use: Use) -> Registration | None:
    """The request behind an address, where it now is if it was handed over. One query, one more each time it was."""
    number = number_in(ticket, use)
    rows = Registration.objects.select_related("establishment")
    found = rows.filter(pk=number).first() if number is not None else None
    while found is not None and found.state == RegistrationState.HANDED_OVER:
        found = rows.filter(origin=found).first()
    return found


def queue_state(paths: Iterable[str], *, at: datetime) -> QueueState:
    """The queue of these nodes and of those below. One query."""
    awaits_guardian = Q(needs_guardian=True, guardian_consented_at__isnull=True)
    ready = Q(state=RegistrationState.PENDING) & ~awaits_guardian
    found = (
        Registration.objects.all()
        .open()
        .under(paths)
        .aggregate(
            ready=Count("pk", filter=ready),
            late=Count("pk", filter=ready & Q(due_at__lt=at)),
            awaited=Count("pk", filter=~ready),
        )
    )
    return QueueState(found["ready"], found["late"], found["awaited"])


def decidable_queue(actor: Actor, *, at: datetime) -> QueueState | None:
    """The queue of whoever decides requests somewhere; None for anybody else."""
    paths = policies.managed_nodes(actor)
    return queue_state(paths, at=at) if paths else None


def own_registrations(account: Account) -> list[Registration]:
    """What the person asked and that is not over, or was decided and is still kept, the newest first. One query."""
    asked_by = Q(account=account) | Q(email__iexact=account.email)
    rows = Registration.objects.filter(asked_by).exclude(state=RegistrationState.ACCEPTED)
    return list(rows.select_related("establishment").order_by("-submitted_at", "-pk")[:20])


def own_memberships(account: Account) -> list[Membership]:
    """Where the person is or was registered, the latest end first. One query."""
    rows = Membership.objects.filter(account=account).select_related("establishment")
    return list(rows.order_by("-end_date", "-pk")[:20])
