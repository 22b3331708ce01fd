"""Putting jobs in the queue, and asking how far they are."""

import inspect
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portee.kernel.jobs.definition import Job
from portee.kernel.models import JobOutcome, JobRun


class JobStatus(StrEnum):
    """Where a job stands. The last three are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    TO_REVIEW = "to_review"


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the queue is doing: jobs that wait and are due, that run, that somebody must look at.

    `oldest_wait` is how long the oldest due job has been waiting; zero when none waits.
    """

    waiting: int
    running: int
    to_review: int
    oldest_wait: timedelta


def enqueue(job: Job, /, *, not_before: datetime | None = None, **kwargs: Any) -> UUID:
    """Queue a job in the caller's transaction: it runs if, and only if, that transaction commits.

    `not_before` is an aware instant. Returns the id of the job.
    Raises TypeError when the arguments are not those of the function, or JSON cannot hold them.
    """
    inspect.signature(job.func).bind(**kwargs)
    task = job if not_before is None else job.using(run_after=not_before)
    return UUID(task.enqueue(**kwargs).id)


def status_of(job_id: UUID) -> JobStatus:
    """Where the job stands.

    Raises DBTaskResult.DoesNotExist once it has been pruned.
    """
    status = DBTaskResult.objects.values_list("status", flat=True).get(pk=job_id)
    if status == TaskResultStatus.READY:
        return JobStatus.WAITING
    if status == TaskResultStatus.RUNNING:
        return JobStatus.RUNNING
    return JobStatus(JobRun.objects.values_list("outcome", flat=True).get(pk=job_id))


def queue_state(*, now: datetime) -> QueueState:
    """How the queue is doing at this instant, in three queries."""
    at_once = Q(run_after=get_date_max())
    # A postponed job has been waiting since the moment it was postponed to, not since it was queued.
    due = DBTaskResult.objects.filter(
        at_once | Q(run_after__lte=now), status=TaskResultStatus.READY
    ).aggregate(
        count=Count("pk"),
        queued_at=Min("enqueued_at", filter=at_once),
        postponed_to=Min("run_after", filter=~at_once),
    )
    oldest = min(filter(None, (due["queued_at"], due["postponed_to"])), default=now)
    return QueueState(
        waiting=due["count"],
        running=DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count(),
        to_review=JobRun.objects.filter(outcome=JobOutcome.TO_REVIEW).count(),
        oldest_wait=max(now - oldest, timedelta(0)),
    )
