"""How mail is doing, for staff screens and health checks; never an address, never a content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from portee.kernel.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class MailState:
    """Mails that wait, those among them that were refused at least once, and the age of the oldest."""

    waiting: int
    refused: int
    oldest_wait: timedelta


@dataclass(frozen=True, slots=True)
class UnsentMail:
    """A mail that has not left: since when, how often it was tried, what the server last answered."""

    mail_id: int
    recipient_count: int
    queued_at: datetime
    attempts: int
    last_error: str


def mail_state(*, now: datetime) -> MailState:
    """How mail is doing at this instant, in one query."""
    found = OutgoingMail.objects.filter(sent_at=None).aggregate(
        waiting=Count("pk"),
        refused=Count("pk", filter=Q(attempts__gt=0)),
        oldest=Min("queued_at"),
    )
    return MailState(found["waiting"], found["refused"], now - (found["oldest"] or now))


def unsent_mails(*, limit: int = 100) -> tuple[UnsentMail, ...]:
    """The mails that have not left, the oldest first."""
    waiting = OutgoingMail.objects.filter(sent_at=None).order_by("queued_at")
    return tuple(
        UnsentMail(mail.pk, mail.recipient_count, mail.queued_at, mail.attempts, mail.last_error)
        for mail in waiting.defer("message", "recipients")[:limit]
    )
