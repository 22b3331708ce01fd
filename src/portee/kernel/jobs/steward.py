"""What goes on beside the job in hand: signs of life, the search for dead workers, schedules, time limits."""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, InterfaceError, connection

from portee.kernel import clock
from portee.kernel.health.register import sign_as_worker
from portee.kernel.jobs.leases import Lease, beat, give_back
from portee.kernel.jobs.reaper import Reaper
from portee.kernel.jobs.schedule import registered_schedules
from portee.kernel.jobs.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portee.kernel.pace import Pace
    from portee.kernel.processes.stop import StopSignal

logger = logging.getLogger(__name__)

STUCK: Final = 70
"""Exit code of a worker whose job passed its time limit (EX_SOFTWARE of sysexits.h)."""


class Steward:
    """A thread beside the worker, with its own database connection.

    A database that is away is tried again at the next beat. A job that passes its time limit, or that SIGTERM
    finds too long to wait for, cannot be interrupted in Python: the whole process leaves.
    """

    def __init__(
        self, *, pace: "Pace", stop: "StopSignal", leave: Callable[[int], None] = os._exit
    ) -> None:
        self._pace = pace
        self._stop = stop
        self._leave = leave
        self._reaper = Reaper(pace=pace)
        self._scheduler = Scheduler(registered_schedules())
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._run, name="steward", daemon=True)
        self._in_hand: tuple[Lease, float] | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def finish(self) -> None:
        """End the thread after its present turn."""
        self._finished.set()
        self._thread.join(timeout=5)

    def watching(self, lease: Lease, *, time_limit: timedelta) -> AbstractContextManager[None]:
        """Keep the lease on a job while the block runs."""
        return self._watch(lease, time_limit.total_seconds())

    @contextmanager
    def _watch(self, lease: Lease, seconds: float) -> "Iterator[None]":
        self._in_hand = (lease, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._in_hand = None

    def _run(self) -> None:
        # Deadlines are looked at more often than life is signalled: a stop has 30 s in all.
        turn = min(self._pace.beat, 0.5)
        next_round = 0.0
        while not self._finished.wait(turn):
            self._check_deadlines()
            if time.monotonic() >= next_round:
                next_round = time.monotonic() + self._pace.beat
                self._attempt(self._signal_life)
                self._attempt(lambda: self._reaper.look(now=clock.now()))
                self._attempt(lambda: sign_as_worker(now=clock.now()))
                if not self._stop.requested:
                    self._attempt(lambda: self._scheduler.tick(now=clock.now()))
        connection.close()

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the database is away", extra={"error": type(error)})
            connection.close()
        except Exception:
            # The thread must outlive any mistake: without signs of life, good jobs would be taken away.
            logger.exception("the steward of the worker failed")

    def _signal_life(self) -> None:
        in_hand = self._in_hand
        if in_hand is not None and not beat(in_hand[0]) and self._in_hand is in_hand:
            logger.warning("lease lost", extra={"job_id": str(in_hand[0].job_id)})

    def _check_deadlines(self) -> None:
        in_hand = self._in_hand
        if in_hand is None:
            return
        lease, deadline = in_hand
        if time.monotonic() > deadline:
            logger.error("job past its time limit", extra={"job_id": str(lease.job_id)})
            self._leave(STUCK)
        elif self._stop.seconds_since() > self._pace.stop:
            self._attempt(lambda: give_back(lease))
            logger.warning("job given back at stop", extra={"job_id": str(lease.job_id)})
            self._leave(0)
