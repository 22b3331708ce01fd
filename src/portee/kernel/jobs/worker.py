"""The loop that runs jobs, one at a time."""

import logging
import os
import socket
from importlib import import_module

from django.apps import apps
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django.utils.module_loading import module_has_submodule

from portee.kernel import clock
from portee.kernel.jobs.leases import Lease, claim_job
from portee.kernel.jobs.running import run_job
from portee.kernel.jobs.steward import Steward
from portee.kernel.pace import Pace, current_pace
from portee.kernel.processes.stop import StopSignal

logger = logging.getLogger(__name__)


class Worker:
    """Takes jobs until asked to stop; the job in hand is finished first."""

    def __init__(self, *, pace: Pace, stop: StopSignal) -> None:
        self._pace = pace
        self._stop = stop
        self._name = worker_name()

    def run(self) -> None:
        """Work until asked to stop."""
        import_tasks()
        steward = Steward(pace=self._pace, stop=self._stop)
        steward.start()
        logger.info("worker started", extra={"worker": self._name})
        while not self._stop.requested:
            close_old_connections()
            lease = self._claim()
            if lease is None:
                self._stop.wait(self._pace.poll)
            else:
                run_job(lease, pace=self._pace, steward=steward)
        steward.finish()
        connection.close()

    def _claim(self) -> Lease | None:
        try:
            return claim_job(holder=self._name, now=clock.now())
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the database is away", extra={"error": type(error)})
            connection.close()
            return None


def run_waiting_jobs(*, limit: int = 1000) -> int:
    """Run here and now the jobs that are due, for tests and commands; how many were run.

    A job they queue is run too; one that failed and was postponed is not.
    """
    import_tasks()
    name = worker_name()
    for done in range(limit):
        lease = claim_job(holder=name, now=clock.now())
        if lease is None:
            return done
        run_job(lease, pace=current_pace())
    return limit


def import_tasks() -> None:
    """Import the `tasks.py` of every context, so that its jobs and schedules are known."""
    for config in apps.get_app_configs():
        if config.name.startswith("portee.") and module_has_submodule(config.module, "tasks"):
            import_module(f"{config.name}.tasks")


def worker_name() -> str:
    """A name that no other worker has, on any machine, at any time: 64 characters at most."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(12)}"
