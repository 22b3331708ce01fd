"""Background jobs: declared by a decorator, queued in the caller's transaction, run by `portee worker`.

    @job(retries=5)
    def send_report(*, report_id: int) -> None: ...

    enqueue(send_report, report_id=report.pk)

A job may run twice: after a crash, or when its worker was held to be dead too early. It must therefore be
idempotent. It ends exactly once: done, failed with a reason (it raised a DomainError), or to review (it crashed
or failed too often), in which case it waits on the list of dead letters for somebody of the staff.
"""

from portee.kernel.jobs.definition import Job, job
from portee.kernel.jobs.queue import JobStatus, QueueState, enqueue, queue_state, status_of
from portee.kernel.jobs.review import DeadLetter, NotToReview, dead_letters, discard_job, retry_job
from portee.kernel.jobs.schedule import scheduled
from portee.kernel.jobs.worker import run_waiting_jobs

__all__ = [
    "DeadLetter",
    "Job",
    "JobStatus",
    "NotToReview",
    "QueueState",
    "dead_letters",
    "discard_job",
    "enqueue",
    "job",
    "queue_state",
    "retry_job",
    "run_waiting_jobs",
    "scheduled",
    "status_of",
]
