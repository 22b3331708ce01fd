"""Every job of the kernel, where the worker looks for them, and its own housekeeping."""

from datetime import time

from portee.kernel import clock
from portee.kernel.housekeeping import forget_old_traces
from portee.kernel.jobs import job, scheduled
from portee.kernel.mail.tasks import send_outgoing_mail

__all__ = ["prune_traces", "send_outgoing_mail"]


@scheduled(name="kernel.prune_traces", daily_at=time(3, 40))
@job()
def prune_traces() -> None:
    """Delete what is kept of jobs, schedules and mails beyond its time."""
    forget_old_traces(now=clock.now())
