"""Finds the jobs whose worker died, by its silence alone."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portee.kernel.jobs.leases import give_back_crashed
from portee.kernel.models import JobRun
from portee.kernel.pace import Pace

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Sight:
    """The last sign of life seen of one run, and the silence since."""

    attempt: int
    beats: int
    seen_at: float
    silent_for: float = 0.0


class Reaper:
    """Watches the signs of life of running jobs by a monotonic clock, and gives back those that stopped.

    One look never adds more than two beats to a silence: when the database itself was away, or this process
    was asleep, the workers are given time to be heard again.
    """

    def __init__(self, *, pace: Pace, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._sights: dict[UUID, _Sight] = {}

    def look(self, *, now: datetime) -> int:
        """Look once at every running job; the number of jobs taken from a dead worker."""
        held = list(JobRun.objects.exclude(holder="").only("holder", "attempts", "beats"))
        self._sights = {run.pk: self._sight(run) for run in held}
        return sum(
            self._give_back(run, now=now)
            for run in held
            if self._sights[run.pk].silent_for >= self._pace.lease
        )

    def _sight(self, run: JobRun) -> _Sight:
        moment = self._monotonic()
        sight = self._sights.get(run.pk)
        if sight is None or (sight.attempt, sight.beats) != (run.attempts, run.beats):
            return _Sight(attempt=run.attempts, beats=run.beats, seen_at=moment)
        sight.silent_for += min(moment - sight.seen_at, 2 * self._pace.beat)
        sight.seen_at = moment
        return sight

    def _give_back(self, run: JobRun, *, now: datetime) -> bool:
        given = give_back_crashed(
            run,
            crashes=self._pace.crashes,
            reason=_("Its worker died %(count)d times while running it.")
            % {"count": self._pace.crashes},
            now=now,
        )
        if given:
            logger.warning("job taken from a dead worker", extra={"job_id": str(run.pk)})
        return given
