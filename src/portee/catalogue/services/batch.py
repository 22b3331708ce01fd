"""One batch of an import, written whole or not at all."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial

import msgspec

from portee.catalogue.events import ResourceChanged
from portee.catalogue.indexing.outbox import note_changes
from portee.catalogue.models import ImportRun, Record, RecordVersion, RemarkKind, RunRemark
from portee.catalogue.reading.preparation import (
    decode_remarks,
    prepare,
    unmapped_in,
)
from portee.catalogue.services.arrivals import Decisions, Entry, NotedRemark, Tally, decide
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.services.record import Written, write_drafts
from portee.catalogue.services.run_facts import RunFacts, held_run
from portee.catalogue.services.settling import settle
from portee.catalogue.services.shelf import Shelf
from portee.catalogue.services.statements import remove_statements
from portee.catalogue.services.unmapped_value import add_unmapped, count_unmapped
from portee.catalogue.storage.rows import in_chunks, insert_rows
from portee.kernel import events
from portee.kernel.transactions import retrying


@retrying(attempts=5)
def write_batch(
    *, facts: RunFacts, entries: Sequence[Entry], position: int, next_offset: int, at: datetime
) -> Tally:
    """Write what a batch of entries brings, with the checkpoint after it, in one transaction of its own.

    `position` is the checkpoint before the batch; `next_offset` where the next record begins, in bytes.
    Raises: RunTakenOverError when this process may not write for the run any more; nothing is written then.
    """
    run = held_run(facts, position=position)
    raise_generation()
    shelf = Shelf(source_id=facts.source_id, run_id=facts.run_id)
    decisions = decide(
        entries,
        shelf=shelf,
        prepare=partial(prepare, format_name=facts.format, sheet=facts.sheet),
    )
    changed = _write(decisions, facts=facts, at=at)
    _mark_met(decisions, run_id=facts.run_id)
    _note(decisions, run=run, kept=facts.remarks_kept)
    _check_point(run, decisions.tally, position=position + len(entries), offset=next_offset, at=at)
    if changed:
        events.publish(ResourceChanged(resource_ids=tuple(sorted(changed)), at=at))
    return decisions.tally


def _write(decisions: Decisions, *, facts: RunFacts, at: datetime) -> set[int]:
    """Write records, then the resources they make; the ids of resources that readers see changed."""
    before = _said_before(decisions)
    written = write_drafts(decisions.drafts, facts=facts, at=at)
    gone = [known.id for known in decisions.gone]
    if gone:
        remove_statements(gone)
        Record.objects.filter(pk__in=gone).update(deleted_at=at)
    change = count_unmapped(
        said_now=(draft.prepared.unmapped for draft in decisions.drafts), said_before=before
    )
    add_unmapped(source_id=facts.source_id, change=change)
    return _resources(written, gone=gone, at=at)


def _resources(written: Written, *, gone: list[int], at: datetime) -> set[int]:
    to_settle = {*written.near, *gone}
    changed = settle(to_settle, at=at) if to_settle else set()
    note_changes(written.founded)
    return changed | set(written.founded)


def _said_before(decisions: Decisions) -> list[tuple[tuple[str, str], ...]]:
    """The unmapped values of the records that the batch changes or takes away, as they were."""
    living = [
        draft.known.version_id
        for draft in decisions.drafts
        if draft.known is not None and draft.known.id and draft.known.deleted_at is None
    ]
    versions = [version for version in living if version]
    versions += [known.version_id for known in decisions.gone]
    return [
        unmapped_in(description, classification)
        for chunk in in_chunks(versions)
        for description, classification in RecordVersion.objects.filter(pk__in=chunk).values_list(
            "description", "classification"
        )
    ]


def _mark_met(decisions: Decisions, *, run_id: int) -> None:
    ids = {known.id for known in decisions.met if known.id}
    for chunk in in_chunks(sorted(ids)):
        Record.objects.filter(pk__in=chunk).update(last_run_id=run_id)


def _note(decisions: Decisions, *, run: ImportRun, kept: int) -> None:
    """Add to the report, as far as it goes; all remarks are counted."""
    remarks = [*decisions.remarks, *_repeated(decisions)]
    room = max(kept - run.remark_count, 0)
    run.remark_count += len(remarks)
    remarks.sort(key=lambda noted: noted.position)
    insert_rows(
        RunRemark,
        ("run_id", "position", "offset_bytes", "identifier", "kind", "code", "place", "values"),
        [_remark_row(noted, run_id=run.pk) for noted in remarks[:room]],
    )


def _repeated(decisions: Decisions) -> list[NotedRemark]:
    """What was said of records when they were read, which is as true of the same bytes today."""
    arrivals = {known.version_id: arrival for known, arrival in decisions.repeated}
    noted: list[NotedRemark] = []
    for chunk in in_chunks(sorted(arrivals)):
        rows = RecordVersion.objects.filter(pk__in=chunk)
        for version_id, identifier, said in rows.values_list("pk", "record__identifier", "remarks"):
            arrival = arrivals[version_id]
            noted.extend(
                NotedRemark(
                    arrival.position,
                    arrival.offset_bytes,
                    identifier,
                    RemarkKind.REPAIRED,
                    remark,
                )
                for remark in decode_remarks(said)
            )
    return noted


def _remark_row(noted: NotedRemark, *, run_id: int) -> tuple[object, ...]:
    code, place, values = noted.remark
    said = msgspec.json.encode([_plain(value)[:300] for value in values[:10]]).decode()
    return (
        run_id,
        noted.position,
        noted.offset_bytes,
        _plain(noted.identifier)[:255],
        noted.kind.value,
        code[:60],
        _plain(place)[:60],
        said,
    )


def _plain(text: str) -> str:
    """Without what a database refuses: the null character, lone halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _check_point(run: ImportRun, tally: Tally, *, position: int, offset: int, at: datetime) -> None:
    run.position, run.offset_bytes, run.written_at = position, offset, at
    for one in fields(tally):
        setattr(run, one.name, getattr(run, one.name) + getattr(tally, one.name))
    names = [one.name for one in fields(tally)]
    run.save(update_fields=["position", "offset_bytes", "written_at", "remark_count", *names])
