"""Schedules: which jobs run by themselves, and the arithmetic of their slots. No database here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Protocol

from portee.kernel.jobs.definition import Job


class Rhythm(Protocol):
    """A way to cut time into slots."""

    def latest_slot(self, *, now: datetime, zone: tzinfo) -> str:
        """The name of the last slot that has begun; the same name for whoever asks within it."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """Slots of equal length, counted in UTC since 1970: daylight saving does not concern them."""

    length: timedelta

    def latest_slot(self, *, now: datetime, zone: tzinfo) -> str:
        """The start of the slot, as an instant in UTC."""
        del zone
        seconds = int(self.length.total_seconds())
        start = int(now.timestamp()) // seconds * seconds
        return datetime.fromtimestamp(start, UTC).isoformat()


@dataclass(frozen=True, slots=True)
class DailyAt:
    """One slot a day, from an hour of the wall clock.

    On the night when that hour comes twice, the first counts; on the night when it is skipped, the slot begins
    one hour later on the wall (PEP 495, fold=0). Either way a date names the slot, so it runs once.
    """

    hour: time

    def latest_slot(self, *, now: datetime, zone: tzinfo) -> str:
        """The date of the slot, in the installation's time zone."""
        today = now.astimezone(zone).date()
        begins_at = datetime.combine(today, self.hour, zone).astimezone(UTC)
        day = today if now >= begins_at else today - timedelta(days=1)
        return day.isoformat()


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that runs by itself, without arguments."""

    name: str
    rhythm: Rhythm
    job: Job


_schedules: dict[str, Schedule] = {}


def scheduled(
    *, name: str, every: timedelta | None = None, daily_at: time | None = None
) -> Callable[[Job], Job]:
    """Have a job run by itself, at equal intervals or once a day at an hour of the installation's time zone.

    Each slot runs once, however many schedulers there are and whatever their clocks do. Slots missed while
    nobody was scheduling are not caught up one by one: only the latest is run. `name` never changes.
    Raises ValueError unless exactly one rhythm is given, or when the name is taken.
    """
    if (every is None) == (daily_at is None):
        raise ValueError("A schedule needs either `every` or `daily_at`.")
    if every is not None and every < timedelta(seconds=1):
        raise ValueError("A slot lasts at least one second.")
    rhythm: Rhythm = Every(every) if every is not None else DailyAt(daily_at or time())

    def register(job: Job) -> Job:
        if _schedules.setdefault(name, Schedule(name, rhythm, job)).job is not job:
            raise ValueError(f"The schedule “{name}” is declared twice.")
        return job

    return register


def registered_schedules() -> tuple[Schedule, ...]:
    """Every schedule of the contexts whose tasks have been imported."""
    return tuple(_schedules.values())
