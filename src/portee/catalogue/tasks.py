"""The background jobs of the catalogue: one-line reactions that call services."""

from datetime import time, timedelta

from django.utils.crypto import get_random_string

from portee.catalogue.errors import FileRefusedError, RunTakenOverError
from portee.catalogue.models import ImportRun, RunState
from portee.catalogue.services.import_run import carry_out
from portee.catalogue.services.missing import delete_missing
from portee.catalogue.services.remap_phase import carry_out_remap
from portee.catalogue.services.uploaded_file import forget_file, forget_left_files, stored
from portee.kernel import clock
from portee.kernel.jobs import job, scheduled

LONGEST = timedelta(hours=24)
"""Millions of records on a small machine; a worker that stops gives the job back and it goes on."""


@job(retries=3, time_limit=LONGEST)
def carry_out_run(*, run_id: int) -> None:
    """Bring a run to its end from where it is; one that was cancelled meanwhile is left alone."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state not in {RunState.QUEUED, RunState.RUNNING, RunState.INTERRUPTED}:
        return
    try:
        carry_out(
            run_id=run_id,
            path=stored(run.stored_path),
            holder=get_random_string(20),
            moment=clock.now,
        )
    except RunTakenOverError:
        return
    except FileRefusedError:
        forget_file(run.stored_path)
        raise
    forget_file(run.stored_path)


@job(retries=3, time_limit=LONGEST)
def carry_out_remap_run(*, run_id: int) -> None:
    """Try a sheet, or write what it reads; a new reading that was cancelled meanwhile is left alone."""
    try:
        carry_out_remap(run_id=run_id, holder=get_random_string(20), moment=clock.now)
    except RunTakenOverError:
        return


@job(time_limit=LONGEST)
def delete_missing_records(*, run_id: int, expected: int) -> None:
    """Mark as deleted what the file of a run leaves out."""
    delete_missing(run_id=run_id, expected=expected, moment=clock.now)


@scheduled(name="catalogue-forget-files", daily_at=time(4, 15))
@job(retries=3)
def forget_files() -> None:
    """Remove the files of runs that stopped half-way and that nobody took up again."""
    forget_left_files(now=clock.now())
