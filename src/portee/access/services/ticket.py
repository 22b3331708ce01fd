"""Tickets: given to a browser, taken once by the machine of the supplier they were given for."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from portee.access.models import Supplier, Ticket
from portee.protocols.cas import ENTROPY_BYTES, TicketKind, write_ticket

PROXY_GRANTING_LIFE: Final = timedelta(hours=2)
"""How long a supplier may ask in somebody's name."""

LASTING: Final = (TicketKind.PROXY_GRANTING.value, "ACCESS")
"""Those that may be shown more than once, as long as they last."""

KEPT: Final = timedelta(minutes=10)
"""After its end, so that a replay is told from an invention while somebody looks."""


def issue_ticket(
    *,
    kind: TicketKind,
    supplier: Supplier,
    service: str,
    account_id: int,
    launch_id: int | None,
    at: datetime,
    life: timedelta,
    parent: Ticket | None = None,
) -> str:
    """Write a ticket; its text, which is kept nowhere."""
    text = write_ticket(kind, entropy=secrets.token_bytes(ENTROPY_BYTES))
    keep_ticket(
        text,
        kind=kind,
        supplier=supplier,
        service=service,
        account_id=account_id,
        launch_id=launch_id,
        at=at,
        life=life,
        parent=parent,
    )
    return text


def keep_ticket(
    text: str,
    *,
    kind: str,
    supplier: Supplier,
    service: str,
    account_id: int,
    launch_id: int | None,
    at: datetime,
    life: timedelta,
    parent: Ticket | None = None,
    data: dict[str, str] | None = None,
) -> Ticket:
    """Have a ticket of that text be good from now on."""
    return Ticket.objects.create(
        fingerprint=fingerprint(text),
        kind=str(kind),
        data=data or {},
        supplier=supplier,
        service=service,
        account_id=account_id,
        launch_id=launch_id,
        parent=parent,
        proxies=[parent.service, *parent.proxies] if parent else [],
        created_at=at,
        expires_at=at + life,
    )


def take_ticket(text: str, *, at: datetime) -> Ticket | None:
    """The ticket, for whoever takes it first; None for one that is unknown, taken, over, or not begun.

    One statement takes it, so that of any number who ask at once exactly one is answered, on either database. What is
    asked wrongly is taken all the same: whoever guesses an address has one try (CAS 3.0, § 2.5).
    """
    untaken = Ticket.objects.filter(fingerprint=fingerprint(text), used_at=None)
    if not untaken.exclude(kind__in=LASTING).update(used_at=at):
        return None
    ticket = _read(text)
    return ticket if _is_alive(ticket, at=at) else None


def find_lasting_ticket(text: str, *, kind: str, at: datetime) -> Ticket | None:
    """What may be shown more than once: a right to ask in somebody's name, an access token."""
    ticket = (
        Ticket.objects.select_related("supplier__active_sheet", "account", "launch")
        .filter(fingerprint=fingerprint(text), kind=kind)
        .first()
    )
    return ticket if ticket and _is_alive(ticket, at=at) else None


def end_granting_tickets(*, account_id: int) -> None:
    """Take back every right to ask in a person's name or about her, and the tickets had by it."""
    Ticket.objects.filter(account_id=account_id, kind__in=LASTING).delete()


def forget_tickets(*, at: datetime) -> int:
    """Delete what is over; how many."""
    return Ticket.objects.filter(expires_at__lt=at - KEPT).delete()[0]


def fingerprint(text: str) -> str:
    """What is kept of a ticket: nobody makes the ticket out of it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _read(text: str) -> Ticket:
    rows = Ticket.objects.select_related("supplier__active_sheet", "account", "launch", "parent")
    return rows.get(fingerprint=fingerprint(text))


def _is_alive(ticket: Ticket, *, at: datetime) -> bool:
    """Whether it has begun, by this machine's clock too, and is not over."""
    return ticket.account.is_active and ticket.created_at <= at < ticket.expires_at
