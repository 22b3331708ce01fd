"""`portee worker`: background jobs, schedules, and the search for dead workers."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portee.kernel.jobs.worker import Worker
from portee.kernel.pace import current_pace
from portee.kernel.processes.stop import StopSignal, die_with_supervisor


class Command(BaseCommand):
    """Runs background jobs until SIGTERM or Ctrl-C."""

    help = "Run background jobs. Stops cleanly: the job in hand is finished."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option the supervisor uses."""
        parser.add_argument("--supervisor", type=int, help=SUPPRESS)

    def handle(self, *_args: Any, supervisor: int | None, **_options: Any) -> None:
        """Work until asked to stop."""
        stop = StopSignal()
        stop.install()
        die_with_supervisor(supervisor)
        Worker(pace=current_pace(), stop=stop).run()
