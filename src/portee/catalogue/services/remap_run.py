"""New readings of a source as staff run them: tried, confirmed, written, cancelled, taken up again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portee.catalogue import tasks
from portee.catalogue.errors import RunStateError
from portee.catalogue.models import ImportRun, Record, RemapRun, RemapState, RunState, Source
from portee.kernel.jobs import enqueue

_UNFINISHED = (RemapState.SURVEYING, RemapState.SURVEYED, RemapState.APPLYING)


def start_remap(
    *, source: Source, sheet: dict[str, object], account_id: int | None, at: datetime
) -> RemapRun:
    """Have a sheet tried on all that a source has given; a trial of before that nobody confirmed is given up.

    Raises: RunStateError while another one is being written.
    """
    with transaction.atomic():
        others = RemapRun.objects.select_for_update().filter(source=source, state__in=_UNFINISHED)
        if any(one.state == RemapState.APPLYING for one in others):
            raise RunStateError(_("Another new reading of this source is being written."))
        others.update(state=RemapState.CANCELLED)
        run = RemapRun.objects.create(
            source=source,
            state=RemapState.SURVEYING,
            sheet=sheet,
            total=_count_living(source),
            actor_account_id=account_id,
            created_at=at,
        )
        enqueue(tasks.carry_out_remap_run, run_id=run.pk)
    return run


def confirm_remap(*, run_id: int, at: datetime) -> RemapRun:
    """Give the source the sheet that was tried, and have its records written again.

    Raises: RunStateError unless the trial has ended and no import of the source is under way.
    """
    with transaction.atomic():
        run = RemapRun.objects.select_for_update().select_related("source").get(pk=run_id)
        if run.state != RemapState.SURVEYED:
            raise RunStateError(_("There is no trial to confirm any more."))
        busy = (RunState.QUEUED, RunState.RUNNING)
        if ImportRun.objects.filter(source_id=run.source_id, state__in=busy).exists():
            raise RunStateError(_("An import of this source is under way: wait for its end."))
        Source.objects.filter(pk=run.source_id).update(sheet=run.sheet, changed_at=at)
        run.state, run.is_confirmed, run.foreseen = RemapState.APPLYING, True, run.changed
        run.total = _count_living(run.source)
        run.position = run.changed = run.unreadable = run.last_record_id = 0
        run.save()
        enqueue(tasks.carry_out_remap_run, run_id=run.pk)
    return run


def cancel_remap(*, run_id: int) -> None:
    """Stop: the process that has it finds out at its next batch. What was written stays.

    Raises: RunStateError when it has ended already.
    """
    with transaction.atomic():
        run = RemapRun.objects.select_for_update().get(pk=run_id)
        if run.state not in _UNFINISHED:
            raise RunStateError(_("This new reading has already ended."))
        run.state = RemapState.CANCELLED
        run.save(update_fields=["state"])


def resume_remap(*, run_id: int) -> RemapRun:
    """Take up one that was cancelled, where it was.

    Raises: RunStateError when it was not cancelled, or another one of the source has begun since.
    """
    with transaction.atomic():
        run = RemapRun.objects.select_for_update().get(pk=run_id)
        if run.state != RemapState.CANCELLED or run.source.remaps.filter(pk__gt=run_id).exists():
            raise RunStateError(_("This new reading cannot go on: start another one."))
        run.state = RemapState.APPLYING if run.is_confirmed else RemapState.SURVEYING
        run.save(update_fields=["state"])
        enqueue(tasks.carry_out_remap_run, run_id=run_id)
    return run


def _count_living(source: Source) -> int:
    return Record.objects.filter(source=source, deleted_at=None).count()
