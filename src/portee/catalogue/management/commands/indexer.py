"""`portee indexer`: keeps the index of search up to date."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.indexer import Indexer
from portee.kernel import clock
from portee.kernel.processes.stop import StopSignal, die_with_supervisor


class Command(BaseCommand):
    """Brings every change of the catalogue to the index until SIGTERM or Ctrl-C."""

    help = (
        "Keep the index of search up to date. One works at a time; another one waits for its turn."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the option the supervisor uses."""
        parser.add_argument("--supervisor", type=int, help=SUPPRESS)

    def handle(self, *_args: Any, supervisor: int | None, **_options: Any) -> None:
        """Work until asked to stop."""
        stop = StopSignal()
        stop.install()
        die_with_supervisor(supervisor)
        Indexer(engine=current_engine(), stop=stop, moment=clock.now).run()
