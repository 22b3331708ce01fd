"""Every job of the kernel, where the worker looks for them, and what is forgotten each night."""

from datetime import time, timedelta

from portee.kernel import clock, erasure
from portee.kernel.actor import system_actor
from portee.kernel.jobs import enqueue, job, scheduled
from portee.kernel.mail.tasks import send_outgoing_mail
from portee.kernel.personal_data.retention import apply_rules

__all__ = ["apply_retention", "overwrite_freed_pages", "send_outgoing_mail"]


@scheduled(name="kernel.apply_retention", daily_at=time(3, 20))
@job(time_limit=timedelta(hours=4))
def apply_retention() -> None:
    """Delete what is kept no longer, by every rule of every context; then have the database file forget it too."""
    apply_rules(actor=system_actor("kernel.apply_retention"), at=clock.now(), ended_at=clock.now)
    enqueue(overwrite_freed_pages)


@job(retries=8)
def overwrite_freed_pages() -> None:
    """Have the database file forget what an erasure deleted."""
    erasure.settle()
