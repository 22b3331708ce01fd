"""`portee check`: whether the index, the catalogue and the bytes it received agree."""

import json
import sys
from collections.abc import Mapping
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.check import Command as SystemCheck
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.progress import Progress

from portee.catalogue.indexing.checking import (
    CheckReport,
    DifferenceKind,
    check_index,
    check_originals,
)
from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.models import Record, Resource
from portee.catalogue.search.port import IndexMissingError

MOST_LINES: Final = 100

SENTENCES: Final[Mapping[DifferenceKind, Promise]] = {
    DifferenceKind.NOT_INDEXED: gettext_lazy("Resource %(id)d is not in the index."),
    DifferenceKind.INDEXED_OTHERWISE: gettext_lazy("Resource %(id)d is otherwise in the index."),
    DifferenceKind.NOT_IN_CATALOGUE: gettext_lazy(
        "The index holds resource %(id)d, which the catalogue does not."
    ),
    DifferenceKind.BYTES_CHANGED: gettext_lazy(
        "The original bytes of record %(id)d are not those that were received."
    ),
}


class Command(SystemCheck):
    """Compares what must agree; exit 1 and a list when something differs.

    The name is that of Django's own command, which `--deploy` still asks for: are the settings fit for a live site?
    """

    help = "Prove that the index and the catalogue agree, and that original records are intact."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the form of the answer, beside Django's own options."""
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare and print, or examine the settings."""
        if options["deploy"]:
            super().handle(*_args, **options)
            return
        report = self._check()
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(report)))
        else:
            self._print(report)
        if report.differences:
            raise SystemExit(1)

    @staticmethod
    def _check() -> CheckReport:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
            total = Resource.objects.filter(withdrawn_at=None).count()
            index = progress.add_task(_("Index"), total=total)
            originals = progress.add_task(_("Original records"), total=Record.objects.count())
            try:
                report = check_index(
                    current_engine(),
                    on_progress=lambda done: progress.update(index, completed=done),
                )
            except IndexMissingError as error:
                raise CommandError(
                    _("There is no index: start “portee indexer”, or run “portee reindex”.")
                ) from error
            check_originals(
                report, on_progress=lambda done: progress.update(originals, completed=done)
            )
            return report

    def _print(self, report: CheckReport) -> None:
        self.stdout.write(
            _("%(resources)d resources, %(documents)d in the index, %(records)d original records.")
            % {
                "resources": report.resources,
                "documents": report.documents,
                "records": report.records,
            }
        )
        for one in report.differences[:MOST_LINES]:
            self.stdout.write("- " + str(SENTENCES[one.kind]) % {"id": one.id})
        if (left := len(report.differences) - MOST_LINES) > 0:
            self.stdout.write(_("And %(count)d more.") % {"count": left})
        if report.waiting:
            self.stdout.write(
                _("%(count)d changes wait for the indexer.") % {"count": report.waiting}
            )
        if not report.differences:
            self.stdout.write(_("All is as it should be."))


def _as_json(report: CheckReport) -> dict[str, Any]:
    return {
        "ok": not report.differences,
        "resources": report.resources,
        "documents": report.documents,
        "records": report.records,
        "waiting": report.waiting,
        "differences": [{"kind": one.kind, "id": one.id} for one in report.differences],
    }
