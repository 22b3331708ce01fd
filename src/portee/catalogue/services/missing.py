"""The records that a full file leaves out: counted, then, if somebody says so, marked as deleted."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from portee.catalogue.errors import RunStateError
from portee.catalogue.events import ResourceChanged
from portee.catalogue.models import ImportRun, Record, RecordVersion, RunState
from portee.catalogue.reading.preparation import unmapped_in
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.services.import_loop import BATCH_RECORDS, Moment
from portee.catalogue.services.settling import settle
from portee.catalogue.services.statements import remove_statements
from portee.catalogue.services.unmapped_value import add_unmapped, count_unmapped
from portee.kernel import events
from portee.kernel.transactions import retrying


@dataclass(frozen=True, slots=True)
class Missing:
    """What a file leaves out: `records` of the `living` ones of its source; `unnamed` refused records of the file may
    be among them, since nobody can tell which they are.
    """

    records: int
    living: int
    unnamed: int


def count_missing(*, run_id: int) -> Missing:
    """Count the living records of the source that the file of this run does not hold.

    Raises: RunStateError unless the run has ended and is the last of its source.
    """
    run = _last_finished(run_id)
    living = Record.objects.filter(source_id=run.source_id, deleted_at=None)
    return Missing(
        records=_missing_from(run).count(),
        living=living.count(),
        unnamed=run.remarks.filter(kind="rejected", identifier="").count(),
    )


def delete_missing(*, run_id: int, expected: int, moment: Moment) -> int:
    """Mark as deleted what the file leaves out, by the batch; how many. Nothing is erased: a later file brings a
    record back.

    Raises: RunStateError when there are not as many as whoever decided was told.
    """
    run = _last_finished(run_id)
    found = _missing_from(run).count()
    if found != expected:
        raise RunStateError(
            _("%(found)d records are missing from the file now, not %(expected)d: look again.")
            % {"found": found, "expected": expected}
        )
    done = 0
    while batch := list(
        islice(_missing_from(run).order_by("pk").values_list("pk", flat=True), BATCH_RECORDS)
    ):
        _delete_batch(run_id, run.source_id, batch, at=moment())
        done += len(batch)
    return done


@retrying(attempts=5)
def _delete_batch(run_id: int, source_id: int, record_ids: list[int], *, at: datetime) -> None:
    raise_generation()
    said = RecordVersion.objects.filter(
        pk__in=Record.objects.filter(pk__in=record_ids).values("version")
    )
    before = [
        unmapped_in(description, classification)
        for description, classification in said.values_list("description", "classification")
    ]
    remove_statements(record_ids)
    Record.objects.filter(pk__in=record_ids).update(deleted_at=at)
    add_unmapped(source_id=source_id, change=count_unmapped(said_now=(), said_before=before))
    changed = settle(record_ids, at=at)
    ImportRun.objects.filter(pk=run_id).update(deleted=F("deleted") + len(record_ids))
    if changed:
        events.publish(ResourceChanged(resource_ids=tuple(sorted(changed)), at=at))


def _last_finished(run_id: int) -> ImportRun:
    run = ImportRun.objects.get(pk=run_id)
    last = ImportRun.objects.filter(source_id=run.source_id).order_by("-pk").first()
    if run.state != RunState.FINISHED or last is None or last.pk != run.pk:
        raise RunStateError(
            _("Only the last import of a source, once it has ended, says what is missing.")
        )
    return run


def _missing_from(run: ImportRun) -> "QuerySet[Record]":
    return Record.objects.filter(source_id=run.source_id, deleted_at=None).exclude(
        last_run_id=run.pk
    )
