"""Runs that staff start from a file they send: kept, recognised, confirmed when it is a table, queued."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portee.catalogue import tasks
from portee.catalogue.errors import RunStateError
from portee.catalogue.models import ImportRun, RunState, Source
from portee.catalogue.services.import_run import RunOptions, start_run
from portee.catalogue.services.uploaded_file import forget_file, keep_file, stored
from portee.catalogue.sheet import sheet_to_json
from portee.kernel.jobs import enqueue
from portee.protocols.description import Format
from portee.protocols.records import MappingSheet

TABLES = frozenset({Format.CSV, Format.XLSX})


def start_upload(
    *, source: Source, chunks: Iterable[bytes], options: RunOptions, token: str, at: datetime
) -> ImportRun:
    """Keep a file and have it imported; a table whose source has no sheet waits for its columns to be confirmed.

    Raises: UploadRefusedError; FileRefusedError when it cannot be used at all: nothing of it is kept.
    """
    kept = keep_file(chunks=chunks, token=token)
    try:
        run = start_run(
            source=source, path=stored(kept), options=replace(options, stored_path=kept), at=at
        )
    except BaseException:
        forget_file(kept)
        raise
    if run.format in TABLES and not run.sheet:
        run.state = RunState.PREPARED
        run.save(update_fields=["state"])
        return run
    return queue_run(run_id=run.pk)


def confirm_columns(*, run_id: int, sheet: MappingSheet, at: datetime) -> ImportRun:
    """Take a sheet for the source of a run that waits for it, and have the run carried out.

    Raises: RunStateError when the run does not wait for its columns.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().select_related("source").get(pk=run_id)
        if run.state != RunState.PREPARED:
            raise RunStateError(_("This import does not wait for its columns any more."))
        said = sheet_to_json(sheet)
        Source.objects.filter(pk=run.source_id).update(sheet=said, changed_at=at)
        run.sheet = said
        run.save(update_fields=["sheet"])
        return queue_run(run_id=run_id)


def queue_run(*, run_id: int) -> ImportRun:
    """Have a run carried out by a worker: a new one, or one that stopped before its end.

    Raises: RunStateError when it has ended, or its file is not kept here.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        if run.state in {RunState.FINISHED, RunState.REFUSED}:
            raise RunStateError(_("This import has already ended."))
        if not run.stored_path:
            raise RunStateError(
                _("This import was started from the command line, and goes on from there.")
            )
        run.state = RunState.QUEUED
        run.save(update_fields=["state"])
        enqueue(tasks.carry_out_run, run_id=run.pk)
    return run


def queue_deletion(*, run_id: int, expected: int) -> None:
    """Have the records that a full file leaves out marked as deleted by a worker, if there are as many as was said."""
    enqueue(tasks.delete_missing_records, run_id=run_id, expected=expected)
