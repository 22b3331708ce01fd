"""The jobs of people."""

import logging
from datetime import time

from portee.kernel import clock
from portee.kernel.actor import system_actor
from portee.kernel.jobs import enqueue, job, scheduled
from portee.people.queries.actor import actor_of
from portee.people.services.activation import forget_codes
from portee.people.services.failed_sign_in import forget_failures
from portee.people.services.group import derive_all_groups
from portee.people.services.membership_reminder import remind_members, report_late_requests
from portee.people.services.open_session import forget_sessions
from portee.people.services.reader_activation import invite_readers
from portee.people.services.reader_enrolment import apply_list
from portee.people.services.reader_list import forget_lists
from portee.people.services.reader_plan import plan_list
from portee.people.services.registration_proof import forget_old_proofs
from portee.people.services.retention import forget_requests, strike_off
from portee.people.services.sign_in_link import forget_links

__all__ = [
    "apply_reader_list",
    "apply_retention",
    "forget_sign_ins",
    "invite_list",
    "plan_reader_list",
    "refresh_groups",
    "report_late",
    "send_reminders",
]

logger = logging.getLogger(__name__)


@scheduled(name="people.refresh_groups", daily_at=time(0, 1))
@job()
def refresh_groups() -> None:
    """Derive everybody's groups for the new day: roles begin and end at midnight."""
    derive_all_groups(on=clock.today())


@scheduled(name="people.send_reminders", daily_at=time(6, 10))
@job()
def send_reminders() -> None:
    """Write to those whose registration ends within thirty days."""
    logger.info("memberships reminded: %d", remind_members(at=clock.now()))


@scheduled(name="people.report_late", daily_at=time(7, 20))
@job()
def report_late() -> None:
    """Tell network managers which establishments owe an answer."""
    logger.info("late requests reported: %d", report_late_requests(at=clock.now()))


@job(retries=3)
def plan_reader_list(*, list_id: int) -> None:
    """Compare a list with those who are known."""
    plan_list(list_id=list_id, at=clock.now())


@job(retries=3)
def apply_reader_list(*, list_id: int, account_id: int) -> None:
    """Apply a list for whoever said yes, if she may still do so."""
    actor = actor_of(account_id=account_id, on=clock.today())
    if apply_list(list_id=list_id, actor=actor, moment=clock.now).is_by_mail:
        enqueue(invite_list, list_id=list_id)


@job(retries=3)
def invite_list(*, list_id: int) -> None:
    """Write to those of a list who have an address."""
    logger.info("readers invited: %d", invite_readers(list_id=list_id))


@scheduled(name="people.apply_retention", daily_at=time(3, 20))
@job()
def apply_retention() -> None:
    """Delete what is kept no longer: requests, drafts, accounts of those who left a year ago."""
    at = clock.now()
    forgotten = forget_requests(at=at)
    codes = forget_codes(at=at)
    lists = forget_lists(at=at)
    proofs = forget_old_proofs(at=at)
    struck = strike_off(actor=system_actor("people.apply_retention"), at=at)
    logger.info(
        "retention: %d drafts, %d requests, %d codes, %d lists, %d proofs, %d accounts deleted",
        forgotten.drafts,
        forgotten.requests,
        codes,
        lists,
        proofs,
        struck,
    )


@scheduled(name="people.forget_sign_ins", daily_at=time(3, 40))
@job()
def forget_sign_ins() -> None:
    """Delete what signing in leaves behind: sessions that are over, worn-out links, failures of another day."""
    at = clock.now()
    logger.info(
        "sign-ins: %d sessions, %d links, %d counts deleted",
        forget_sessions(at=at),
        forget_links(at=at),
        forget_failures(at=at),
    )
