"""Runs one claimed job and writes how it ended."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.utils.module_loading import import_string

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.kernel.jobs.definition import Job
from portee.kernel.jobs.leases import Lease, end_done, end_failed, postpone
from portee.kernel.jobs.steward import Steward
from portee.kernel.models import JobOutcome
from portee.kernel.pace import Pace

logger = logging.getLogger(__name__)

PATIENCE: Final = 60.0
"""Seconds during which the end of a job is tried to be written; past them the lease runs out and it is run again."""

End = Callable[[], bool]
"""Writes how a job ended; no when the lease was lost meanwhile."""


def run_job(lease: Lease, *, pace: Pace, steward: Steward | None = None) -> None:
    """Run one job and write its end; whatever the job raises stops here.

    Without a steward nobody signals life: for short jobs in tests and commands.
    """
    started_at = time.monotonic()
    try:
        job = find_job(lease.task_path)
    except ImportError as error:
        _insist(_left_to_review(lease, error))
        return
    with steward.watching(lease, time_limit=job.time_limit) if steward else nullcontext():
        heard = _insist(_perform(job, lease, pace=pace))
    logger.info(
        "job ended",
        extra={
            "job": lease.task_path,
            "job_id": str(lease.job_id),
            "heard": heard,
            "seconds": round(time.monotonic() - started_at, 3),
        },
    )


def find_job(task_path: str) -> Job:
    """The job declared at this dotted path.

    Raises ImportError when there is none any more.
    """
    found = import_string(task_path)
    if not isinstance(found, Job):
        raise ImportError(f"{task_path} is not a job.")
    return found


def _perform(job: Job, lease: Lease, *, pace: Pace) -> End:
    try:
        job.func(**lease.arguments)
    except DomainError as refusal:
        return partial(
            end_failed,
            lease,
            outcome=JobOutcome.FAILED,
            reason=str(refusal),
            error=refusal,
            now=clock.now(),
        )
    except (Exception, SystemExit) as error:
        # SystemExit too: a job has no business ending its worker.
        logger.exception("job failed", extra={"job": lease.task_path, "job_id": str(lease.job_id)})
        if lease.failures >= job.retries:
            return _left_to_review(lease, error)
        delay = job.delay_after(lease.failures + 1) * pace.delays
        return partial(
            postpone, lease, reason=_reason(error), error=error, until=clock.now() + delay
        )
    return partial(end_done, lease, now=clock.now())


def _left_to_review(lease: Lease, error: BaseException) -> End:
    return partial(
        end_failed,
        lease,
        outcome=JobOutcome.TO_REVIEW,
        reason=_reason(error),
        error=error,
        now=clock.now(),
    )


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _insist(end: End) -> bool:
    """Write the end of a job even if the database is away for a while."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return end()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the database is away", extra={"error": type(error)})
            connection.close()
            if time.monotonic() > deadline:
                return False
            time.sleep(1)
