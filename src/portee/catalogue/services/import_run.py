"""Runs started, taken up again, cancelled, ended; and what a full file leaves out, marked as deleted."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from portee.catalogue.errors import FileRefusedError, RunStateError, RunTakenOverError
from portee.catalogue.models import ImportRun, RunState, Source
from portee.catalogue.reading.readers import ReaderProcesses, Readers, ReadersHere
from portee.catalogue.remarks import sentence
from portee.catalogue.services.file_content import count_records, fingerprint_of, format_of
from portee.catalogue.services.import_loop import BATCH_BYTES, Moment, import_records
from portee.catalogue.services.run_facts import RunFacts, refuse_unless_held
from portee.network.api import list_establishments
from portee.protocols.description import Format
from portee.protocols.records import Limits, MappingSheet, Remark, UnusableFileError

OnProgress = Callable[[int, int], None]
"""Told how many records are written, of how many."""

_TABLES = (Format.CSV, Format.XLSX)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What whoever starts a run chose. `format_name` is None to have it recognised."""

    file_name: str
    format_name: Format | None = None
    establishment_id: int | None = None
    stored_path: str = ""
    account_id: int | None = None


def start_run(*, source: Source, path: Path, options: RunOptions, at: datetime) -> ImportRun:
    """A run for this file, waiting to be carried out: the one that stopped half-way with the same file and the same
    choices, else a new one.

    Raises: FileRefusedError when the file cannot be used at all; the refusal is on record.
    """
    file_fingerprint = fingerprint_of(path)
    half_way = _half_way(source, file_fingerprint=file_fingerprint, options=options)
    if half_way is not None:
        if options.stored_path:
            half_way.stored_path = options.stored_path
            half_way.save(update_fields=["stored_path"])
        return half_way
    run = ImportRun(
        source=source,
        state=RunState.QUEUED,
        file_name=options.file_name[:255],
        file_fingerprint=file_fingerprint,
        file_bytes=path.stat().st_size,
        stored_path=options.stored_path,
        sheet=source.sheet,
        establishment_id=options.establishment_id,
        actor_account_id=options.account_id,
        created_at=at,
    )
    try:
        run.format = _format(path, options=options, source=source)
    except UnusableFileError as error:
        _refuse(run, error.remark, at=at)
        raise _refusal(error.remark) from error
    run.save()
    return run


def carry_out(
    *,
    run_id: int,
    path: Path,
    holder: str,
    moment: Moment,
    on_progress: OnProgress = lambda _position, _total: None,
) -> ImportRun:
    """Bring a run to its end, from its checkpoint. `holder` is a name that no other process has.

    Raises: FileRefusedError, before anything is written; RunTakenOverError.
    """
    run = _claim(run_id, holder=holder, at=moment())
    limits: Limits = settings.IMPORT_LIMITS
    facts = _facts(run, holder=holder)
    try:
        if run.total is None:
            run.total = count_records(path, format_name=facts.format, limits=limits)
            run.save(update_fields=["total"])
    except UnusableFileError as error:
        _refuse(run, error.remark, at=moment())
        raise _refusal(error.remark) from error
    try:
        total = run.total
        on_progress(run.position, total)
        with closing(_readers(path)) as readers:
            import_records(
                facts=facts,
                path=path,
                position=run.position,
                limits=limits,
                readers=readers,
                moment=moment,
                on_progress=lambda position: on_progress(position, total),
            )
    except RunTakenOverError:
        raise
    except BaseException:
        # A database that is away or full cannot note it; the run is taken up again all the same.
        with suppress(DatabaseError):
            _interrupt(run_id, holder=holder)
        raise
    return _finish(run_id, holder=holder, at=moment())


def cancel_run(*, run_id: int) -> None:
    """Stop a run that waits or runs: its process finds out at its next batch. What was written stays.

    Raises: RunStateError when it has ended already.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        if not (run.is_under_way or run.state == RunState.PREPARED):
            raise RunStateError(_("This import has already ended."))
        run.state = RunState.CANCELLED
        run.save(update_fields=["state"])


def _half_way(source: Source, *, file_fingerprint: str, options: RunOptions) -> ImportRun | None:
    """The last run of the source, if it stopped before its end with this very file. A run whose process was killed
    still says that it runs: whoever goes on with it takes it over.
    """
    last = source.runs.order_by("-pk").first()
    if (
        last is None
        or last.state in {RunState.FINISHED, RunState.REFUSED}
        or last.file_fingerprint != file_fingerprint
        or last.establishment_id != options.establishment_id
        or last.sheet != source.sheet
        or (options.format_name and last.format != options.format_name)
    ):
        return None
    return last


def _format(path: Path, *, options: RunOptions, source: Source) -> str:
    """What was asked for, else what the file is; a table is what its content says, CSV or XLSX."""
    limits: Limits = settings.IMPORT_LIMITS
    asked = options.format_name or (Format(source.format) if source.format else None)
    if asked is None or asked in _TABLES:
        found = format_of(path, limits=limits)
        return found if asked is None or found in _TABLES else asked
    return asked


@transaction.atomic
def _claim(run_id: int, *, holder: str, at: datetime) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state in {RunState.FINISHED, RunState.REFUSED}:
        raise RunStateError(_("This import has already ended."))
    others = ImportRun.objects.filter(source_id=run.source_id, state=RunState.RUNNING)
    others.exclude(pk=run_id).update(state=RunState.INTERRUPTED)
    run.state, run.holder = RunState.RUNNING, holder
    run.started_at = run.started_at or at
    run.save(update_fields=["state", "holder", "started_at"])
    return run


def _facts(run: ImportRun, *, holder: str) -> RunFacts:
    return RunFacts(
        run_id=run.pk,
        source_id=run.source_id,
        holder=holder,
        format=Format(run.format),
        sheet=msgspec.convert(run.sheet, MappingSheet),
        establishment_id=run.establishment_id,
        establishments={one.code.lower(): one.id for one in list_establishments()},
        remarks_kept=settings.IMPORT_REMARKS_KEPT,
    )


def _readers(path: Path) -> Readers:
    """Children pay for their start from some thousands of records on."""
    count: int = settings.IMPORT_READERS
    if count and path.stat().st_size > BATCH_BYTES:
        return ReaderProcesses(count)
    return ReadersHere()


def _finish(run_id: int, *, holder: str, at: datetime) -> ImportRun:
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        refuse_unless_held(run, holder=holder)
        run.state, run.finished_at = RunState.FINISHED, at
        run.save(update_fields=["state", "finished_at"])
    return run


def _interrupt(run_id: int, *, holder: str) -> None:
    ImportRun.objects.filter(pk=run_id, holder=holder, state=RunState.RUNNING).update(
        state=RunState.INTERRUPTED
    )


def _refuse(run: ImportRun, remark: Remark, *, at: datetime) -> None:
    run.state, run.finished_at = RunState.REFUSED, at
    run.reason_code, run.reason_values = remark.code, list(remark.values)
    run.save()


def _refusal(remark: Remark) -> FileRefusedError:
    return FileRefusedError(sentence(remark.code, remark.place, remark.values), remark=remark)
