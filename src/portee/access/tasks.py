"""The jobs of access."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from portee.access.models import ServiceState
from portee.access.services.budget import warn_of_budgets
from portee.access.services.seat import clear_seats
from portee.access.services.service_state import note_state, probe, watched_suppliers
from portee.access.services.sign_out import forget_sessions, leave_suppliers, tell_end
from portee.access.services.signing_key import forget_keys
from portee.access.services.ticket import forget_tickets
from portee.kernel import clock
from portee.kernel.jobs import enqueue, job, scheduled
from portee.kernel.outbound import Client, TargetUnavailable

__all__ = [
    "clear_over_seats",
    "clear_tickets",
    "end_supplier_sessions",
    "probe_supplier",
    "tell_supplier_end",
    "warn_budget",
    "watch_suppliers",
]

TELLING_DELAY = timedelta(seconds=30)
"""Before a supplier that was silent is told again; doubled each time."""

TELLING_TRIES = 6
"""A quarter of an hour in all: after that it ends the session by itself, or not at all."""

PROBES = 3
"""Times in a row that a platform must fail before readers are told: a restart takes a minute."""

PROBE_DELAY = timedelta(minutes=1)

logger = logging.getLogger(__name__)


@job(retries=3)
def warn_budget(*, offer_id: int) -> None:
    """Write to the people in charge of an offer whose budget reached a threshold."""
    warn_of_budgets(offer_id=offer_id, at=clock.now())


@scheduled(name="access.clear_seats", every=timedelta(hours=1))
@job()
def clear_over_seats() -> None:
    """Give back the seats that are over."""
    logger.info("seats over: %d", clear_seats(at=clock.now()))


@job(retries=3)
def end_supplier_sessions(*, account_id: int | None) -> None:
    """End what somebody opened at suppliers, or what is left of the erased; each is told by a job of its own."""
    # Together or not at all: a session that ended without its job would never be told of.
    with transaction.atomic():
        for session_id in leave_suppliers(account_id=account_id, at=clock.now()):
            enqueue(tell_supplier_end, session_id=session_id)


@job(retries=3)
def tell_supplier_end(*, session_id: int, tries: int = 1) -> None:
    """Tell one supplier; one that is silent is told again later, then left."""
    now = clock.now()
    try:
        tell_end(session_id=session_id, at=now, client=Client())
    except TargetUnavailable:
        if tries >= TELLING_TRIES:
            raise
        later = now + TELLING_DELAY * 2 ** (tries - 1)
        enqueue(tell_supplier_end, not_before=later, session_id=session_id, tries=tries + 1)


@scheduled(name="access.clear_tickets", every=timedelta(hours=1))
@job()
def clear_tickets() -> None:
    """Delete tickets, sessions at suppliers and signing keys that are over."""
    at = clock.now()
    logger.info(
        "handover: %d tickets, %d sessions, %d keys over",
        forget_tickets(at=at),
        forget_sessions(at=at),
        forget_keys(at=at),
    )


@scheduled(name="access.watch_suppliers", every=timedelta(minutes=10))
@job()
def watch_suppliers() -> None:
    """Have each platform be asked whether it answers, by a job of its own: one that is slow delays no other."""
    for supplier_id in watched_suppliers(at=clock.now()):
        enqueue(probe_supplier, supplier_id=supplier_id)


@job(retries=1)
def probe_supplier(*, supplier_id: int, failures: int = 0, since: str = "") -> None:
    """Ask one platform; one that is silent is asked again in a minute, and readers are told at the third time.

    `since` is the moment of the first failure, in ISO 8601.
    """
    now = clock.now()
    state = probe(supplier_id=supplier_id, at=now, client=Client())
    began = datetime.fromisoformat(since) if since else now
    if state is ServiceState.SILENT and failures + 1 < PROBES:
        enqueue(
            probe_supplier,
            not_before=now + PROBE_DELAY,
            supplier_id=supplier_id,
            failures=failures + 1,
            since=began.isoformat(),
        )
        return
    if note_state(supplier_id=supplier_id, state=state, since=began, at=now):
        logger.info("supplier %d: %s", supplier_id, state.value)
