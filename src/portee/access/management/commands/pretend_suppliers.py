"""`portee pretend-suppliers`: the platforms of the demonstration, beside its site."""

import runpy
import socketserver
from argparse import SUPPRESS
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from portee.access.services.pretend_supplier import HOST, tie_pretend_suppliers
from portee.kernel import clock
from portee.kernel.actor import system_actor
from portee.kernel.processes.demonstration import read_demonstration_accounts
from portee.kernel.processes.stop import StopSignal, die_with_supervisor


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request: addresses hold tickets."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    """A thread for each request: a platform asks the portal, which may be asking it."""

    daemon_threads = True


class Command(BaseCommand):
    """Runs the pretend platforms until SIGTERM or Ctrl-C, on the ports after that of the site."""

    help = "Run the pretend platforms of the demonstration network."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where the site is."""
        parser.add_argument("--port", type=int, default=8000, help="port of the site")
        parser.add_argument("--supervisor", type=int, help=SUPPRESS)

    def handle(self, *_args: Any, port: int, supervisor: int | None, **_options: Any) -> None:
        """Tie the offers of the demonstration to the platforms, then serve these."""
        if not read_demonstration_accounts(settings.DATA_DIR):
            raise CommandError(_("This installation is no demonstration."))
        stop = StopSignal()
        stop.install()
        die_with_supervisor(supervisor)
        tied = tie_pretend_suppliers(
            first_port=port + 1, actor=system_actor("demo"), at=clock.now()
        )
        connections.close_all()
        program = runpy.run_path(str(Path(settings.BASE_DIR) / "demo" / "pretend" / "suppliers.py"))
        for one in tied:
            platform = program["Platform"](
                name=one.name,
                portal=f"http://{HOST}:{port}",
                here=one.address,
                secret=one.secret,
            )
            server = make_server(
                HOST,
                one.port,
                program["application"](one.method, platform),
                server_class=_Server,
                handler_class=_Quiet,
            )
            Thread(target=server.serve_forever, daemon=True).start()
        while not stop.wait(60):
            pass
