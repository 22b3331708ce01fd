"""Dead letters: jobs that crashed or failed too often, waiting for somebody's decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portee.kernel.errors import DomainError
from portee.kernel.models import JobOutcome, JobRun


class NotToReview(DomainError):  # noqa: N818  a refusal, not a fault
    """The job is not, or no longer, on the list of dead letters."""

    code = "kernel.job_not_to_review"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A job to review: what it was to do, how often it was tried, why it stopped."""

    job_id: UUID
    name: str
    arguments: dict[str, Any]
    reason: str
    attempts: int
    failures: int
    crashes: int
    queued_at: datetime
    stopped_at: datetime


def dead_letters(*, limit: int = 100) -> tuple[DeadLetter, ...]:
    """The jobs to review, the latest first."""
    runs = JobRun.objects.filter(outcome=JobOutcome.TO_REVIEW).select_related("job")
    return tuple(
        DeadLetter(
            job_id=run.pk,
            name=run.job.task_path.removeprefix("portee."),
            arguments=run.job.args_kwargs["kwargs"],
            reason=run.reason,
            attempts=run.attempts,
            failures=run.failures,
            crashes=run.crashes,
            queued_at=run.job.enqueued_at,
            stopped_at=run.job.finished_at,
        )
        for run in runs.order_by("-job__finished_at")[:limit]
    )


def retry_job(job_id: UUID) -> None:
    """Put a job to review back in the queue, with all its attempts before it again.

    Raises NotToReview.
    """
    with transaction.atomic():
        _take_from_review(job_id, outcome="", failures=0, crashes=0)
        DBTaskResult.objects.filter(pk=job_id).update(
            status=TaskResultStatus.READY, run_after=get_date_max(), finished_at=None
        )


def discard_job(job_id: UUID) -> None:
    """Give a job up: it ends as failed, with the reason that brought it here.

    Raises NotToReview.
    """
    with transaction.atomic():
        _take_from_review(job_id, outcome=JobOutcome.FAILED)


def _take_from_review(job_id: UUID, **changes: Any) -> None:
    DBTaskResult.objects.select_for_update().filter(pk=job_id).first()
    waiting = JobRun.objects.filter(pk=job_id, outcome=JobOutcome.TO_REVIEW)
    if not waiting.update(**changes):
        raise NotToReview(_("This job no longer waits for a review."))
