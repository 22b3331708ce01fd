"""`portee up`: the supervisor behind `make run`."""

import os
from collections.abc import Mapping
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from typing import Any

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import get_resolver
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from portee.kernel.pace import current_pace
from portee.kernel.processes.demonstration import read_demonstration_accounts
from portee.kernel.processes.fork import start_copy
from portee.kernel.processes.ports import is_port_free
from portee.kernel.processes.program import registered_programs
from portee.kernel.processes.stop import StopSignal, die_with_supervisor
from portee.kernel.processes.supervisor import LOOK, StartFailed, Supervisor


def start_preparation(options: Mapping[str, Any]) -> ForkProcess:
    """Migrate, then fill, in a process of its own: the one that is copied must never have opened the database."""
    supervisor = os.getpid()

    def prepare() -> None:
        die_with_supervisor(supervisor)
        execute_from_command_line(["portee", "migrate", f"--verbosity={options['verbosity']}"])
        if options["demo"]:
            execute_from_command_line(["portee", "demo", "--if-empty"])

    return start_copy(prepare, name="prepare")


def load_every_view() -> None:
    """Import the whole address book once: the programs to start are copies of this process."""
    _patterns = get_resolver().url_patterns


class Command(BaseCommand):
    """Runs the web server and the worker side by side until Ctrl-C."""

    help = "Run the whole installation: web server and background jobs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address to listen to, and what to prepare before."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First create or upgrade the installation, as `portee migrate` does.",
        )
        parser.add_argument(
            "--demo",
            action="store_true",
            help="With --prepare: fill an empty installation with the demonstration network.",
        )

    def handle(self, *_args: Any, host: str, port: int, **options: Any) -> None:
        """Run until asked to stop.

        Raises CommandError when the port is taken or a program dies at start.
        """
        stop = StopSignal()
        stop.install()
        if not is_port_free(host=host, port=port):
            raise CommandError(
                _("Port %(port)s is already in use: choose another one with --port (or PORT=).")
                % {"port": port}
            )
        preparation = start_preparation(options) if options["prepare"] else None
        load_every_view()
        if preparation is not None and not self._is_prepared(preparation, stop=stop):
            return
        supervisor = Supervisor(
            registered_programs(),
            host=host,
            port=port,
            pace=current_pace(),
            stop=stop,
            say=self._say,
        )
        try:
            supervisor.run(when_ready=lambda: self._present(host=host, port=port))
        except StartFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(_("Everything is stopped."))

    def _is_prepared(self, preparation: ForkProcess, *, stop: StopSignal) -> bool:
        """Wait for the end of the preparation, or end it when asked to stop; whether to go on.

        Raises CommandError when it failed; it has said why.
        """
        while preparation.is_alive() and not stop.requested:
            wait([preparation.sentinel], timeout=LOOK)
        if stop.requested:
            preparation.terminate()
            preparation.join()
            self.stdout.write(_("Everything is stopped."))
            return False
        if preparation.exitcode:
            raise CommandError(_("The installation could not be prepared: its reason is above."))
        return True

    def _say(self, sentence: str) -> None:
        self.stderr.write(sentence)

    def _present(self, *, host: str, port: int) -> None:
        """Show the address, and the accounts of a demonstration network."""
        console = Console(file=self.stdout)  # type: ignore[arg-type]  # writes text like any stream
        shown = f"[{host}]" if ":" in host else host
        console.print()
        console.print(_("Portée is served at"), f"[bold]http://{shown}:{port}/[/bold]")
        accounts = read_demonstration_accounts(settings.DATA_DIR)
        if accounts:
            table = Table(title=_("Demonstration accounts"), title_justify="left")
            for heading in (_("Account"), _("E-mail address"), _("Password")):
                table.add_column(heading)
            for account in accounts:
                table.add_row(account.label, account.email, account.password)
            console.print(table)
        console.print(_("Ctrl-C stops everything."))
        self.stdout.flush()
