"""`portee worker`: background jobs, schedules, the search for dead workers; alone, also what goes with it."""

from argparse import SUPPRESS
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portee.kernel.jobs.worker import Worker
from portee.kernel.pace import current_pace
from portee.kernel.processes.companions import companions_kept
from portee.kernel.processes.stop import StopSignal, die_with_supervisor


class Command(BaseCommand):
    """Runs background jobs until SIGTERM or Ctrl-C."""

    help = (
        "Run background jobs, and keep the index of search up to date. Stops cleanly: the job in "
        "hand is finished."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option the supervisor uses."""
        parser.add_argument("--supervisor", type=int, help=SUPPRESS)

    def handle(self, *_args: Any, supervisor: int | None, **_options: Any) -> None:
        """Work until asked to stop; under a supervisor, which keeps them itself, without companions."""
        stop = StopSignal()
        stop.install()
        die_with_supervisor(supervisor)
        pace = current_pace()
        kept: AbstractContextManager[None] = nullcontext()
        if supervisor is None:
            kept = companions_kept("worker", pace=pace, say=self._say)
        with kept:
            Worker(pace=pace, stop=stop).run()

    def _say(self, sentence: str) -> None:
        self.stderr.write(sentence)
