"""The moves of a job from one state to the next, each in one transaction.

Every move but the first proves that its author still holds the lease: what a worker held to be dead says later
about a job given to another one is not heard. The row of the task is always locked before the row of its run.
"""

from dataclasses import dataclass
from datetime import datetime
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portee.kernel.models import JobOutcome, JobRun


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run one job once; `attempt` numbers this run, `failures` counts the earlier ones that failed."""

    job_id: UUID
    holder: str
    attempt: int
    task_path: str
    arguments: dict[str, Any]
    failures: int


def claim_job(*, holder: str, now: datetime) -> Lease | None:
    """Take the next job that is due, if there is one."""
    if not DBTaskResult.objects.ready().exists():
        # Looking first keeps an idle worker from taking SQLite's one write lock every second.
        return None
    with transaction.atomic():
        task = DBTaskResult.objects.ready().get_locked()
        if task is None:
            return None
        task.claim(holder)
        run, _ = JobRun.objects.get_or_create(job=task)
        run.holder = holder
        run.beats += 1
        run.attempts += 1
        run.held_since_at = now
        run.save()
        return Lease(
            job_id=task.pk,
            holder=holder,
            attempt=run.attempts,
            task_path=task.task_path,
            arguments=task.args_kwargs["kwargs"],
            failures=run.failures,
        )


def beat(lease: Lease) -> bool:
    """Say that the runner is alive; no when it has lost the job meanwhile."""
    held = _held(lease.job_id, lease.holder, lease.attempt)
    return bool(held.update(beats=F("beats") + 1))


def end_done(lease: Lease, *, now: datetime) -> bool:
    """The job did what it had to; no when the lease was lost."""
    return _leave(
        lease,
        run={"outcome": JobOutcome.DONE, "reason": ""},
        task={"status": TaskResultStatus.SUCCESSFUL, "finished_at": now},
    )


def end_failed(
    lease: Lease, *, outcome: JobOutcome, reason: str, error: BaseException, now: datetime
) -> bool:
    """The job ends without having done what it had to; no when the lease was lost."""
    return _leave(
        lease,
        run={"outcome": outcome, "reason": reason, "failures": F("failures") + 1},
        task={"status": TaskResultStatus.FAILED, "finished_at": now, **_trace(error)},
    )


def postpone(lease: Lease, *, reason: str, error: BaseException, until: datetime) -> bool:
    """The job failed and will be tried again; no when the lease was lost."""
    return _leave(
        lease,
        run={"reason": reason, "failures": F("failures") + 1},
        task={"status": TaskResultStatus.READY, "run_after": until, **_trace(error)},
    )


def give_back(lease: Lease) -> bool:
    """The worker must leave before the job ended: another one starts it again, nothing is held against it."""
    return _leave(lease, run={}, task={"status": TaskResultStatus.READY})


def give_back_crashed(seen: JobRun, *, crashes: int, reason: str, now: datetime) -> bool:
    """The worker died: the job is run again, or left to review at its last allowed crash.

    `seen` is the run as it was last seen: a sign of life given meanwhile makes this a no.
    """
    with transaction.atomic():
        if not _lock(seen.pk):
            return False
        run = _held(seen.pk, seen.holder, seen.attempts).filter(beats=seen.beats).first()
        if run is None:
            return False
        run.crashes += 1
        run.holder = ""
        task: dict[str, Any] = {"status": TaskResultStatus.READY}
        if run.crashes >= crashes:
            run.outcome = JobOutcome.TO_REVIEW
            run.reason = reason
            task = {"status": TaskResultStatus.FAILED, "finished_at": now}
        run.save()
        DBTaskResult.objects.filter(pk=seen.pk).update(**task)
        return True


def _held(job_id: UUID, holder: str, attempt: int) -> QuerySet[JobRun]:
    return JobRun.objects.filter(pk=job_id, holder=holder, attempts=attempt)


def _lock(job_id: UUID) -> bool:
    task = DBTaskResult.objects.select_for_update().filter(pk=job_id)
    return bool(task.values_list("status", flat=True).first() == TaskResultStatus.RUNNING)


def _leave(lease: Lease, *, run: dict[str, Any], task: dict[str, Any]) -> bool:
    with transaction.atomic():
        held = _held(lease.job_id, lease.holder, lease.attempt)
        if not _lock(lease.job_id) or not held.update(holder="", **run):
            return False
        DBTaskResult.objects.filter(pk=lease.job_id).update(**task)
        return True


def _trace(error: BaseException) -> dict[str, str]:
    return {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
