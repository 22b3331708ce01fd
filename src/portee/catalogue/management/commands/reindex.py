"""`portee reindex`: a new index beside the live one, then in its place."""

import json
import sys
import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from portee.catalogue.errors import RebuildStoppedError
from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.rebuilding import rebuild_index
from portee.catalogue.search.port import BusyError
from portee.kernel import clock
from portee.kernel.processes.stop import StopSignal
from portee.kernel.spoken_command import SpokenCommand


class Command(SpokenCommand):
    """Writes the whole index again, while search goes on with the present one."""

    help = "Rebuild the index of search beside the live one, and answer from it once it is whole."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the form of the answer."""
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rebuild; exit 1 when another rebuild is under way, 130 when interrupted."""
        started = time.monotonic()
        stop = StopSignal()
        stop.install()
        engine = current_engine()
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task(_("Index"), total=None)

            def show(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            try:
                rebuild_index(
                    engine,
                    today=clock.now().date(),
                    moment=clock.now,
                    on_progress=show,
                    must_stop=lambda: stop.requested,
                )
            except BusyError as error:
                raise CommandError(_("The index is being rebuilt by another process.")) from error
            except RebuildStoppedError as error:
                raise CommandError(str(error), returncode=130 if stop.requested else 1) from error
        health = engine.health()
        said = {
            "documents": health.documents,
            "generation": health.generation,
            "seconds": round(time.monotonic() - started, 2),
        }
        if options["json"]:
            self.stdout.write(json.dumps(said))
        else:
            self.stdout.write(_("%(documents)d resources are indexed (%(seconds).1f s).") % said)
