"""The jobs of people."""

from datetime import time

from portee.kernel import clock
from portee.kernel.jobs import job, scheduled
from portee.people.services.group import derive_all_groups

__all__ = ["refresh_groups"]


@scheduled(name="people.refresh_groups", daily_at=time(0, 1))
@job()
def refresh_groups() -> None:
    """Derive everybody's groups for the new day: roles begin and end at midnight."""
    derive_all_groups(on=clock.today())
