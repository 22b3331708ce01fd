"""`portee import-establishments FILE`: bring a list of establishments into the network."""

import json
import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from portee.kernel import clock
from portee.kernel.spoken_command import SpokenCommand
from portee.network.adapters.commune_groups import read_memberships
from portee.network.adapters.establishment_list import read_establishments
from portee.network.errors import UnusableFileError
from portee.network.models import Establishment
from portee.network.services.establishment_import import Memberships, import_establishments
from portee.network.services.import_report import ImportReport

EXIT_UNUSABLE_FILE = 3


class Command(SpokenCommand):
    """Import the national list of public libraries, or a CSV whose columns bear our names."""

    help = "Import a list of establishments (national list of public libraries, or CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and what to keep of it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--departement", default="", help="keep one département, by its code")
        parser.add_argument("--under", default="", help="code of the node that receives the list")
        parser.add_argument("--groups", type=Path, help="CSV of communes and their groups (EPCI)")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the import and print its report; exit 3 when the file cannot be used at all."""
        under_id = _node_id(options["under"])
        started = time.monotonic()
        try:
            memberships = read_memberships(options["groups"]) if options["groups"] else {}
            report = _run(options, under_id=under_id, memberships=memberships)
        except UnusableFileError as error:
            raise CommandError(str(error), returncode=EXIT_UNUSABLE_FILE) from error
        seconds = round(time.monotonic() - started, 2)
        for line, reason in report.errors:
            self.stderr.write(_("Line %(line)d: %(reason)s") % {"line": line, "reason": reason})
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report, seconds=seconds), ensure_ascii=False))
        else:
            self.stdout.write(_sentence(report))


def _run(
    options: dict[str, Any], *, under_id: int | None, memberships: Memberships
) -> ImportReport:
    """One import, with a bar when somebody is looking."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(_("Import"), total=None)
        return import_establishments(
            lines=read_establishments(options["file"]),
            under_id=under_id,
            memberships=memberships,
            departement=options["departement"],
            is_dry_run=options["dry_run"],
            at=clock.now(),
            on_progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def _node_id(code: str) -> int | None:
    if not code:
        return None
    node = Establishment.objects.filter(code=code).first()
    if node is None:
        raise CommandError(_("No establishment bears the code “%(code)s”.") % {"code": code})
    return node.pk


def _as_json(report: ImportReport, *, seconds: float) -> dict[str, Any]:
    return {
        **asdict(report),
        "rejected": len(report.errors),
        "skipped": len(report.skips),
        "seconds": seconds,
    }


def _sentence(report: ImportReport) -> str:
    return _(
        "%(read)d lines read: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, "
        "%(skipped)d left out, %(rejected)d refused."
    ) % {
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": len(report.skips),
        "rejected": len(report.errors),
    }
