# ruff: noqa: N999  (the command is named `import`, as its users say it)
"""`portee import FILE --source CODE`: bring the records of a file into the catalogue."""

import errno
import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from portee.catalogue.errors import FileRefusedError, RunTakenOverError
from portee.catalogue.models import ImportRun, Source
from portee.catalogue.services.columns import take_columns
from portee.catalogue.services.import_run import RunOptions, carry_out, start_run
from portee.catalogue.services.missing import Missing, count_missing, delete_missing
from portee.catalogue.services.source import create_source
from portee.catalogue.target_names import NAMES
from portee.kernel import clock
from portee.kernel.spoken_command import SpokenCommand
from portee.network.api import find_establishment
from portee.protocols.description import Format
from portee.protocols.records import Target

EXIT_UNUSABLE_FILE = 3
AUTO = "auto"
_DISK_FULL = "53100"
COUNTERS = ("read", "created", "updated", "unchanged", "deleted", "rejected", "repaired")


class Command(SpokenCommand):
    """One import run, from the first record of a file to its last."""

    help = "Import a file of records: UNIMARC, MARC21, Dublin Core, MODS, EAD, KBART, CSV, XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, whose it is, and what to do about records that it leaves out."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="code of the source; created if new")
        parser.add_argument(
            "--format", default=AUTO, choices=[AUTO, *Format], help="recognised by default"
        )
        parser.add_argument("--establishment", default="", help="code of who holds the records")
        parser.add_argument(
            "--mark-missing",
            action="store_true",
            help="the file is the whole source: mark as deleted what it leaves out",
        )
        parser.add_argument("--confirm", type=int, help="how many may be marked, without asking")
        parser.add_argument("--yes", action="store_true", help="mark them without asking")
        parser.add_argument("--json", action="store_true", help="one JSON object as last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the import and print its report; exit 3 when the file cannot be used at all."""
        started = time.monotonic()
        if Source._meta.db_table not in connection.introspection.table_names():
            raise CommandError(
                _("Nothing is installed here yet: run “portee migrate”, then the same command.")
            )
        try:
            run = self._import(options)
        except FileRefusedError as error:
            raise CommandError(str(error), returncode=EXIT_UNUSABLE_FILE) from error
        except RunTakenOverError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError(
                _("Interrupted. The same command goes on where it stopped."), returncode=130
            ) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(_broken(error)) from error
        if options["mark_missing"]:
            self._mark_missing(run, options)
        run.refresh_from_db()
        self._report(run, options, seconds=round(time.monotonic() - started, 2))

    def _import(self, options: dict[str, Any]) -> ImportRun:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(
                _("There is no file %(path)s.") % {"path": path}, returncode=EXIT_UNUSABLE_FILE
            )
        chosen = RunOptions(
            file_name=path.name,
            format_name=None if options["format"] == AUTO else Format(options["format"]),
            establishment_id=_establishment_id(options["establishment"]),
        )
        source = self._source(options["source"])
        if chosen.format_name in (None, Format.CSV, Format.XLSX):
            self._take_columns(source, path)
        run = start_run(source=source, path=path, options=chosen, at=clock.now())
        if run.position:
            self.stderr.write(_("Going on after record %(position)d.") % {"position": run.position})
        with _progress() as progress:
            task = progress.add_task(_("Import"), total=None)

            def show(position: int, total: int) -> None:
                progress.update(task, completed=position, total=total)

            return carry_out(
                run_id=run.pk,
                path=path,
                holder=get_random_string(20),
                moment=clock.now,
                on_progress=show,
            )

    def _take_columns(self, source: Source, path: Path) -> None:
        """Say what the columns of a table are taken for; its source keeps it."""
        sheet, left = take_columns(source=source, path=path, at=clock.now())
        for rule in sheet.rules:
            said = {"column": rule.place, "meaning": NAMES[Target(rule.target)]}
            self.stderr.write(_("Column “%(column)s”: %(meaning)s.") % said)
        for column in left:
            self.stderr.write(_("Column “%(column)s”: kept as it is.") % {"column": column})

    def _source(self, code: str) -> Source:
        source = Source.objects.filter(code=code).first()
        if source is None:
            source = create_source(code=code, at=clock.now())
            self.stderr.write(_("The source “%(code)s” is new: it is created.") % {"code": code})
        return source

    def _mark_missing(self, run: ImportRun, options: dict[str, Any]) -> None:
        missing = count_missing(run_id=run.pk)
        if not missing.records:
            return
        self.stderr.write(_missing_sentence(missing))
        if options["yes"] or options["confirm"] == missing.records or self._is_agreed():
            delete_missing(run_id=run.pk, expected=missing.records, moment=clock.now)
        else:
            self.stderr.write(
                _("Nothing was marked. To do it: the same command with --confirm %(count)d.")
                % {"count": missing.records}
            )

    @staticmethod
    def _is_agreed() -> bool:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        sys.stderr.write(_("Mark them as deleted? [y/N] "))
        return input().strip().lower() in {"y", "yes", "o", "oui"}

    def _report(self, run: ImportRun, options: dict[str, Any], *, seconds: float) -> None:
        counts = {name: getattr(run, name) for name in COUNTERS}
        if options["json"]:
            said = {"run": run.pk, **counts, "seconds": seconds}
            self.stdout.write(json.dumps(said))
            return
        told = [sentence for name, count in counts.items() if (sentence := _told(name, count))]
        self.stdout.write(_("Import %(run)d: %(told)s.") % {"run": run.pk, "told": ", ".join(told)})
        if run.remark_count:
            self.stdout.write(
                _("What was refused or repaired: portee import-report %(run)d") % {"run": run.pk}
            )


def _told(name: str, count: int) -> str:
    """How many records were read, or became so; nothing of what none did, but that none was read."""
    if not count and name != "read":
        return ""
    words = {
        "read": ngettext("%(count)d record read", "%(count)d records read", count),
        "created": ngettext("%(count)d created", "%(count)d created", count),
        "updated": ngettext("%(count)d updated", "%(count)d updated", count),
        "unchanged": ngettext("%(count)d unchanged", "%(count)d unchanged", count),
        "deleted": ngettext("%(count)d deleted", "%(count)d deleted", count),
        "rejected": ngettext("%(count)d refused", "%(count)d refused", count),
        "repaired": ngettext("%(count)d repaired", "%(count)d repaired", count),
    }
    return words[name] % {"count": count}


def _progress() -> Progress:
    """A bar when somebody is looking."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )


def _establishment_id(code: str) -> int | None:
    if not code:
        return None
    found = find_establishment(code)
    if found is None:
        raise CommandError(_("No establishment bears the code “%(code)s”.") % {"code": code})
    return found.id


def _missing_sentence(missing: Missing) -> str:
    said = _("%(records)d of the %(living)d records of the source are not in the file.") % {
        "records": missing.records,
        "living": missing.living,
    }
    if missing.unnamed:
        said += " " + _("%(unnamed)d refused records of the file may be among them.") % {
            "unnamed": missing.unnamed
        }
    return said


def _broken(error: OSError | DatabaseError) -> str:
    """What a person can do about a disk or a database that gave up."""
    if _is_full(error):
        return _(
            "No room is left on the disk. What was written stays; make room, then run the same command: it goes on."
        )
    return _("The import stopped: %(error)s. The same command goes on where it stopped.") % {
        "error": error
    }


def _is_full(error: OSError | DatabaseError) -> bool:
    """Whether no room is left: each database says it in its own way, PostgreSQL by the code of SQL."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    is_sqlite_full = "disk is full" in str(error).lower()
    return is_sqlite_full or getattr(error.__cause__, "sqlstate", "") == _DISK_FULL
