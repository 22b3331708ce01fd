"""`portee import-readers FILE --establishment CODE`: what a list of readers would change, then, with --apply, does."""

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from portee.kernel import clock
from portee.kernel.actor import RoleKind, system_actor
from portee.kernel.errors import DomainError
from portee.kernel.private_files import FileNotKeptError
from portee.kernel.spoken_command import SpokenCommand
from portee.network.api import find_establishment
from portee.people.models import LineOutcome, ReaderList, ReaderListState
from portee.people.queries.reader_list import counts_of
from portee.people.reader_lists.columns import Meaning
from portee.people.reader_lists.words import field_name, sentence
from portee.people.services.reader_enrolment import apply_list
from portee.people.services.reader_list import (
    ListRefusedError,
    Sending,
    begin_applying,
    confirm_columns,
    drop_list,
    send_list,
)
from portee.people.services.reader_plan import plan_list

EXIT_UNUSABLE_FILE = 3
BLOCK_BYTES = 1024 * 1024
ACTOR = system_actor("import-readers")


class Command(SpokenCommand):
    """A list of readers of one establishment, compared with those it knows."""

    help = "Show what a list of readers (CSV, XLSX) would change; with --apply, change it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, whose readers it lists, and whether it is applied."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--establishment", required=True, help="code of whose readers they are")
        parser.add_argument("--apply", action="store_true", help="write it; else nothing changes")
        parser.add_argument(
            "--role", default="resident", choices=["resident", "pupil"], help="what they become"
        )
        parser.add_argument("--class", dest="class_name", default="", help="of rows that say none")
        parser.add_argument(
            "--guardians-agreed",
            action="store_true",
            help="the establishment holds the consent of the guardians of those under fifteen",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare, tell, and apply when asked; exit 3 when the file cannot be used at all."""
        started = time.monotonic()
        try:
            found = self._planned(options)
        except (ListRefusedError, FileNotKeptError) as error:
            raise CommandError(str(error), returncode=EXIT_UNUSABLE_FILE) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["apply"]:
            found = self._applied(found)
        self._report(found, options, seconds=round(time.monotonic() - started, 2))
        if not options["apply"]:
            drop_list(list_id=found.pk, actor=ACTOR)

    def _planned(self, options: dict[str, Any]) -> ReaderList:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(
                _("There is no file %(path)s.") % {"path": path}, returncode=EXIT_UNUSABLE_FILE
            )
        place = find_establishment(options["establishment"])
        if place is None:
            raise CommandError(
                _("No establishment bears the code “%(code)s”.")
                % {"code": options["establishment"]}
            )
        sending = Sending(
            establishment_id=place.id,
            role_kind=RoleKind(options["role"]),
            file_name=path.name,
            class_name=options["class_name"],
            has_guardian_consent=options["guardians_agreed"],
        )
        with path.open("rb") as file:
            found = send_list(
                sending,
                chunks=iter(lambda: file.read(BLOCK_BYTES), b""),
                token=get_random_string(24),
                actor=ACTOR,
                at=clock.now(),
            )
        columns = [Meaning(one) for one in found.columns]
        names = [field_name(meaning) for meaning in columns]
        self.stderr.write(_("Columns: %(names)s.") % {"names": ", ".join(names)})
        try:
            confirm_columns(list_id=found.pk, columns=columns, actor=ACTOR)
        except ListRefusedError:
            drop_list(list_id=found.pk, actor=ACTOR)
            raise
        planned = plan_list(list_id=found.pk, at=clock.now())
        if planned.state == ReaderListState.REFUSED:
            said = sentence(planned.reason_code, planned.reason_values)
            drop_list(list_id=found.pk, actor=ACTOR)
            raise ListRefusedError(said)
        return planned

    def _applied(self, found: ReaderList) -> ReaderList:
        begin_applying(list_id=found.pk, actor=ACTOR)
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        ) as progress:
            task = progress.add_task(_("Enrolment"), total=found.total)
            return apply_list(
                list_id=found.pk,
                actor=ACTOR,
                moment=clock.now,
                on_progress=lambda position, total: progress.update(
                    task, completed=position, total=total
                ),
            )

    def _report(self, found: ReaderList, options: dict[str, Any], *, seconds: float) -> None:
        counts = counts_of(found)
        lines = found.lines.filter(outcome__in=[LineOutcome.REFUSED, LineOutcome.ASKED])
        for line in lines.order_by("number"):
            said = sentence(line.reason_code, line.reason_values) or _(
                "May be somebody known already: answer in the back office, or complete the line."
            )
            self.stdout.write(
                _("Line %(number)d · %(said)s") % {"number": line.number, "said": said}
            )
        if options["json"]:
            told = {outcome.value: count for outcome, count in counts.items()}
            self.stdout.write(
                json.dumps(
                    {"list": found.pk, "applied": options["apply"], **told, "seconds": seconds}
                )
            )
            return
        parts = [f"{outcome.label} : {count}" for outcome, count in counts.items() if count]
        self.stdout.write(" · ".join(parts))
        if not options["apply"]:
            self.stdout.write(_("Nothing was changed. To do it: the same command with --apply."))
