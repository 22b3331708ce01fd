"""What a job is: a function of a module, how often it is tried, how long it may take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django_tasks.base import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task):  # type: ignore[misc]  # django_tasks is Any for mypy (pyproject)
    """A function that workers can run, with what to do when it fails.

    - `retries`: how many times it is tried again after an unexpected error;
    - `first_delay`: the wait before the second attempt, doubled each time, never above `longest_delay`;
    - `time_limit`: a job that takes longer is held to be stuck: its worker ends, which counts as a crash.
    """

    retries: int = 0
    first_delay: timedelta = timedelta(seconds=30)
    longest_delay: timedelta = timedelta(hours=6)
    time_limit: timedelta = timedelta(hours=1)

    def delay_after(self, failures: int) -> timedelta:
        """The wait before the next attempt, after this number of failures (1 or more)."""
        # Beyond 2³⁰ times the first delay the longest one is reached anyway, and timedelta would overflow.
        factor: int = 2 ** min(failures - 1, 30)
        return min(self.first_delay * factor, self.longest_delay)


def job(
    *,
    retries: int = 0,
    first_delay: timedelta = timedelta(seconds=30),
    longest_delay: timedelta = timedelta(hours=6),
    time_limit: timedelta = timedelta(hours=1),
    priority: int = 0,
) -> Callable[[Callable[..., None]], Job]:
    """Make a function of a `tasks.py` a job.

    Its arguments are keywords that JSON can hold: ids, not models, and no personal data. A DomainError it
    raises ends it for good with that reason; any other error is retried, then left to review.
    `priority` goes from -100 to 100; 0 is usual.
    """

    def declare(function: Callable[..., None]) -> Job:
        return Job(
            func=function,
            priority=priority,
            retries=retries,
            first_delay=first_delay,
            longest_delay=longest_delay,
            time_limit=time_limit,
        )

    return declare
