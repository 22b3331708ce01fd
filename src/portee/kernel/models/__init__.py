"""Tables of the kernel: the life of background jobs, schedules already served, mails on their way, retention."""

from portee.kernel.models.job_run import JobOutcome, JobRun
from portee.kernel.models.outgoing_mail import OutgoingMail
from portee.kernel.models.retention_run import RetentionRun
from portee.kernel.models.scheduled_slot import ScheduledSlot

__all__ = ["JobOutcome", "JobRun", "OutgoingMail", "RetentionRun", "ScheduledSlot"]
