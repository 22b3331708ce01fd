"""`portee serve`: the web server."""

from argparse import SUPPRESS
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portee.kernel import clock, page_cache
from portee.kernel.doctor import examine
from portee.kernel.pace import current_pace
from portee.kernel.processes.ports import is_port_free
from portee.kernel.processes.static_files import gather_static_files
from portee.kernel.processes.stop import die_with_supervisor
from portee.kernel.processes.web import WebServer


class Command(BaseCommand):
    """Serves the site until SIGTERM or Ctrl-C."""

    help = "Serve the site. Stops cleanly: requests in hand are finished."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address to listen to."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--supervisor", type=int, help=SUPPRESS)

    def handle(
        self, *_args: Any, host: str, port: int, supervisor: int | None, **_options: Any
    ) -> None:
        """Serve; returns never, gunicorn ends the process.

        Raises CommandError when another program listens there.
        """
        die_with_supervisor(supervisor)
        if not is_port_free(host=host, port=port):
            raise CommandError(
                _("Port %(port)s is already in use: choose another one with --port (or PORT=).")
                % {"port": port}
            )
        for diagnosis in examine(now=clock.now(), quick=True):
            self.stderr.write(f"{diagnosis.message} {diagnosis.remedy}")
        gather_static_files()
        # Pages kept by the version that ran before may differ from this one's.
        page_cache.purge()
        WebServer(
            host=host,
            port=port,
            workers=settings.WEB_WORKERS,
            threads=settings.WEB_THREADS,
            graceful_seconds=int(current_pace().stop),
        ).run()
