"""`portee import-report RUN`: each record that was refused or repaired, and why."""

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from portee.catalogue.models import ImportRun, RunState
from portee.catalogue.queries.report import ReportLine, remarks_of, report_lines
from portee.catalogue.remarks import sentence
from portee.kernel.spoken_command import SpokenCommand


class Command(SpokenCommand):
    """The report of one run."""

    help = "List the records that an import refused or repaired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the run and how to print it."""
        parser.add_argument("run", type=int)
        parser.add_argument("--kind", choices=["rejected", "repaired"], default="")
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the report, a line for each remark."""
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(_("There is no import %(run)d.") % {"run": options["run"]})
        try:
            self._print(run, options)
        except BrokenPipeError:
            # Whoever reads has read enough (`| head`); the interpreter must not flush into nothing when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _print(self, run: ImportRun, options: dict[str, Any]) -> None:
        rows = remarks_of(run.pk, kind=options["kind"])
        if options["json"]:
            said = {
                "run": run.pk,
                "state": run.state,
                "remarks": [asdict(r) for r in report_lines(rows)],
            }
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        if run.state == RunState.REFUSED:
            self.stdout.write(sentence(run.reason_code, "", run.reason_values))
        for line in report_lines(rows):
            self.stdout.write(_line(line))
        if not options["kind"] and (left := run.remark_count - rows.count()) > 0:
            self.stdout.write(_("And %(count)d more, counted but not kept.") % {"count": left})


def _line(line: ReportLine) -> str:
    head = _("Record %(position)d, byte %(offset)d") % {
        "position": line.position,
        "offset": line.offset_bytes,
    }
    named = f" ({line.identifier})" if line.identifier else ""
    return f"{head}{named} · {line.done} · {line.reason}"
