"""The jobs of people."""

import logging
from datetime import time

from portee.kernel import clock
from portee.kernel.jobs import job, scheduled
from portee.people.services.group import derive_all_groups
from portee.people.services.membership_reminder import remind_members, report_late_requests

__all__ = ["refresh_groups", "report_late", "send_reminders"]

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
