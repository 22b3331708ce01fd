"""`portee remap`: read every stored record again with the mapping of today."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from portee.catalogue.models import Record, Source
from portee.catalogue.services.remap import RemapSummary, apply_remap, survey_remap
from portee.kernel import clock
from portee.kernel.spoken_command import SpokenCommand


class Command(SpokenCommand):
    """What a better mapping changes; with `--apply`, the change itself."""

    help = "Show what today's mapping changes in stored records; --apply writes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which source, and whether to write."""
        parser.add_argument("--source", default="", help="code of one source; all by default")
        parser.add_argument("--apply", action="store_true", help="write what changes")
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the summary of each source."""
        sources = Source.objects.order_by("code")
        if code := options["source"]:
            sources = sources.filter(code=code)
            if not sources:
                raise CommandError(_("No source bears the code “%(code)s”.") % {"code": code})
        said = {one.code: self._remap(one, is_applied=options["apply"]) for one in sources}
        if options["json"]:
            self.stdout.write(json.dumps({code: _as_json(one) for code, one in said.items()}))
            return
        for code, summary in said.items():
            self._print(code, summary)
        if not options["apply"] and any(one.changed for one in said.values()):
            self.stdout.write(_("Nothing was written. To write it: the same command with --apply."))

    @staticmethod
    def _remap(source: Source, *, is_applied: bool) -> RemapSummary:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
            total = Record.objects.filter(source=source, deleted_at=None).count()
            task = progress.add_task(source.code, total=total)

            def show(summary: RemapSummary) -> None:
                progress.update(task, completed=summary.records)

            if is_applied:
                return apply_remap(source=source, moment=clock.now, on_progress=show)
            return survey_remap(source=source, on_progress=show)

    def _print(self, code: str, summary: RemapSummary) -> None:
        self.stdout.write(
            _(
                "%(source)s: %(records)d records read again, %(changed)d differ, "
                "%(unreadable)d cannot be read any more."
            )
            % {
                "source": code,
                "records": summary.records,
                "changed": summary.changed,
                "unreadable": summary.unreadable,
            }
        )
        for part, count in summary.parts.most_common():
            keys = ", ".join(summary.samples[part][:5])
            self.stdout.write(f"  {part}: {count} ({keys}…)")


def _as_json(summary: RemapSummary) -> dict[str, Any]:
    return {
        "records": summary.records,
        "changed": summary.changed,
        "unreadable": summary.unreadable,
        "parts": dict(summary.parts.most_common()),
    }
