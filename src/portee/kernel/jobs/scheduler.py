"""Queues the job of each slot once: the unique row of the slot is the lock, on both databases."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from portee.kernel.jobs.queue import enqueue
from portee.kernel.jobs.schedule import Schedule
from portee.kernel.models import ScheduledSlot


class Scheduler:
    """Looks at schedules and queues what is due. Any number may run side by side, on any number of machines."""

    def __init__(self, schedules: Iterable[Schedule]) -> None:
        self._schedules = tuple(schedules)
        self._served: dict[str, str] = {}

    def tick(self, *, now: datetime) -> int:
        """Queue the jobs of the slots that have begun; how many were queued by this scheduler."""
        return sum(self._serve(schedule, now=now) for schedule in self._schedules)

    def _serve(self, schedule: Schedule, *, now: datetime) -> bool:
        zone = timezone.get_default_timezone()
        slot = schedule.rhythm.latest_slot(now=now, zone=zone)
        if self._served.get(schedule.name) == slot:
            return False
        queued = _queue_once(schedule, slot=slot, now=now)
        self._served[schedule.name] = slot
        return queued


def _queue_once(schedule: Schedule, *, slot: str, now: datetime) -> bool:
    if ScheduledSlot.objects.filter(name=schedule.name, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            ScheduledSlot.objects.create(name=schedule.name, slot=slot, queued_at=now)
            enqueue(schedule.job)
    except IntegrityError:
        return False
    return True
