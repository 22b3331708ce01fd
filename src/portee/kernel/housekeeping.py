"""How long the kernel keeps the traces of its own work."""

from datetime import datetime, timedelta
from typing import Final

from django_tasks_db.models import DBTaskResult

from portee.kernel.models import JobOutcome, OutgoingMail, ScheduledSlot

DONE_JOBS: Final = timedelta(days=7)
FAILED_JOBS: Final = timedelta(days=60)
SLOTS: Final = timedelta(days=60)
SENT_MAILS: Final = timedelta(days=60)
UNSENT_MAILS: Final = timedelta(days=30)
"""A mail nobody could deliver within a month is of no more use; its address is personal data."""


def forget_old_traces(*, now: datetime) -> None:
    """Delete jobs that ended, slots served and mails, each after its time; jobs to review stay until decided."""
    jobs = DBTaskResult.objects.all()
    jobs.filter(run__outcome=JobOutcome.DONE, finished_at__lt=now - DONE_JOBS).delete()
    jobs.filter(run__outcome=JobOutcome.FAILED, finished_at__lt=now - FAILED_JOBS).delete()
    ScheduledSlot.objects.filter(queued_at__lt=now - SLOTS).delete()
    OutgoingMail.objects.filter(sent_at__lt=now - SENT_MAILS).delete()
    OutgoingMail.objects.filter(sent_at=None, queued_at__lt=now - UNSENT_MAILS).delete()
