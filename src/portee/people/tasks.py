"""The jobs of people."""

import logging
from datetime import time

from portee.kernel import clock
from portee.kernel.actor import system_actor
from portee.kernel.jobs import enqueue, job, scheduled
from portee.people.queries.actor import actor_of
from portee.people.services.group import derive_all_groups
from portee.people.services.guardian_age import end_of_age, tell_fifteen
from portee.people.services.membership_reminder import remind_members, report_late_requests
from portee.people.services.reader_activation import invite_readers
from portee.people.services.reader_enrolment import apply_list
from portee.people.services.reader_plan import plan_list

__all__ = [
    "apply_reader_list",
    "follow_ages",
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


@scheduled(name="people.follow_ages", daily_at=time(6, 30))
@job()
def follow_ages() -> None:
    """Tell guardians and young people of their ages, and end the links of those who are eighteen."""
    at = clock.now()
    ended = end_of_age(actor=system_actor("people.follow_ages"), at=at)
    logger.info("guardians: ended %d, told %d", ended, tell_fifteen(at=at))


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
