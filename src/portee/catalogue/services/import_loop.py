"""A run from its checkpoint to its end: cut, read, write, batch after batch."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from portee.catalogue.models import Record
from portee.catalogue.reading.exchange import Task
from portee.catalogue.reading.preparation import Outcome, fingerprint
from portee.catalogue.reading.readers import Readers, in_order
from portee.catalogue.services.arrivals import Arrival, Entry, RefusedArrival
from portee.catalogue.services.batch import write_batch
from portee.catalogue.services.file_content import Cut, cut_file
from portee.catalogue.services.run_facts import RunFacts
from portee.catalogue.storage.rows import among
from portee.protocols.records import Limits, RawRecord

BATCH_RECORDS: Final = 500
"""Records of one transaction: a fraction of a second, so that other writers hardly wait."""
BATCH_BYTES: Final = 4 * 1024**2
"""A batch of large records is shorter, so that memory does not depend on them."""

Moment = Callable[[], datetime]
OnProgress = Callable[[int], None]
"""Told how many records of the file are written."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records cut together; `known` are the places of those that the source had already given."""

    cuts: Sequence[Cut]
    fingerprints: Sequence[str]
    known: frozenset[int]


def import_records(
    *,
    facts: RunFacts,
    path: Path,
    position: int,
    limits: Limits,
    readers: Readers,
    moment: Moment,
    on_progress: OnProgress,
) -> None:
    """Write every record after `position`. Each batch is a transaction that moves the checkpoint.

    Raises: RunTakenOverError, and whatever the disk or the database raises; what was written stays.
    """
    with cut_file(path, format_name=facts.format, limits=limits) as cuts:
        batches = _batches(_after(cuts, position=position))
        sheet = msgspec.json.encode(facts.sheet)
        tasks = (
            (batch, _task(batch, facts=facts, sheet=sheet)) for batch in _looked_up(batches, facts)
        )
        with closing(in_order(readers, tasks)) as answers:
            for batch, answer in answers:
                entries = _entries(batch, answer)
                write_batch(
                    facts=facts,
                    entries=entries,
                    position=position,
                    next_offset=_end_of(batch.cuts[-1]),
                    at=moment(),
                )
                position += len(entries)
                on_progress(position)


def _after(cuts: Iterator[Cut], *, position: int) -> Iterator[Cut]:
    """The records after the checkpoint: those before are cut again, which is fast, and not read."""
    return (cut for count, cut in enumerate(cuts, start=1) if count > position)


def _batches(cuts: Iterator[Cut]) -> Iterator[list[Cut]]:
    batch: list[Cut] = []
    size = 0
    for cut in cuts:
        batch.append(cut)
        size += len(cut.content)
        if len(batch) >= BATCH_RECORDS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _looked_up(batches: Iterator[list[Cut]], facts: RunFacts) -> Iterator[_Batch]:
    """Batches with what the source has given before: only a guess, that the writing of the batch looks at again."""
    living = Record.objects.filter(source_id=facts.source_id, deleted_at=None)
    has_given = living.exists()
    for cuts in batches:
        prints = [fingerprint(cut.content) if isinstance(cut, RawRecord) else "" for cut in cuts]
        given: set[str] = set()
        # A new source has given nothing; what the file says twice is read twice, and found out when it is written.
        if has_given:
            found = living.filter(among("fingerprint", {one for one in prints if one}))
            given.update(found.values_list("fingerprint", flat=True))
        known = frozenset(place for place, one in enumerate(prints) if one in given)
        yield _Batch(cuts, prints, known)


def _task(batch: _Batch, *, facts: RunFacts, sheet: bytes) -> Task:
    return Task(
        format_name=facts.format,
        sheet=sheet,
        contents=tuple(batch.cuts[place].content for place in _to_read(batch)),
    )


def _to_read(batch: _Batch) -> list[int]:
    return [
        place
        for place, cut in enumerate(batch.cuts)
        if isinstance(cut, RawRecord) and place not in batch.known
    ]


def _entries(batch: _Batch, answer: Sequence[Outcome]) -> list[Entry]:
    outcomes = dict(zip(_to_read(batch), answer, strict=True))
    entries: list[Entry] = []
    for place, cut in enumerate(batch.cuts):
        if isinstance(cut, RawRecord):
            entries.append(
                Arrival(
                    cut.position,
                    cut.offset_bytes,
                    cut.content,
                    batch.fingerprints[place],
                    tuple((one.code, one.place, one.values) for one in cut.remarks),
                    outcomes.get(place),
                )
            )
        else:
            remark = (cut.remark.code, cut.remark.place, cut.remark.values)
            entries.append(RefusedArrival(cut.position, cut.offset_bytes, remark, cut.identifier))
    return entries


def _end_of(cut: Cut) -> int:
    return cut.offset_bytes + len(cut.content)
