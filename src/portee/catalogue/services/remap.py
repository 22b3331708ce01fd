"""Stored records read again with a mapping sheet: what would change, then the change itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
from django.conf import settings

from portee.catalogue.events import ResourceChanged
from portee.catalogue.indexing.outbox import note_changes
from portee.catalogue.models import Holding, Record, RecordVersion, Source
from portee.catalogue.reading.exchange import Task
from portee.catalogue.reading.preparation import (
    Prepared,
    decode_classification,
    decode_description,
    unmapped_in,
)
from portee.catalogue.reading.readers import ReaderProcesses, ReadersHere, in_order
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.services.import_loop import BATCH_RECORDS, Moment
from portee.catalogue.services.neighbourhood import borne_by, freed_by
from portee.catalogue.services.run_facts import RunFacts
from portee.catalogue.services.settling import settle
from portee.catalogue.services.statements import remove_statements, write_statements
from portee.catalogue.services.unmapped_value import add_unmapped, count_unmapped
from portee.catalogue.sheet import sheet_from_json
from portee.catalogue.storage.rows import update_rows
from portee.kernel import events
from portee.kernel.transactions import retrying
from portee.network.api import list_establishments
from portee.protocols.description import Format
from portee.protocols.records import MappingSheet

SAMPLES = 20
"""Records of each kind of change that the summary names."""
MANY = 5_000
"""From so many records on, children read beside this process."""


@dataclass(slots=True)
class RemapSummary:
    """What a remap changes: how many records, which parts of their descriptions, some of their keys.

    `unreadable` records could be read once and cannot be any more: they keep what was read then. `checkpoint` is the
    id of the last record of the last batch that was gone through.
    """

    records: int = 0
    changed: int = 0
    unreadable: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sample_ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    checkpoint: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """The current version of a living record."""

    record_id: int
    key: str
    version_id: int
    format: Format
    content: bytes
    description: str
    classification: str
    establishment_id: int | None


@dataclass(frozen=True, slots=True)
class Reread:
    """A record whose reading changes."""

    stored: Stored
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records of one format; once they are gone through, all is done up to the record of id `checkpoint`."""

    format: Format
    rows: list[Stored]
    checkpoint: int


OnProgress = Callable[[RemapSummary], None]


def survey_remap(
    *, source: Source, on_progress: OnProgress = lambda _summary: None
) -> RemapSummary:
    """Say what a remap of a source would change; nothing is written."""
    summary = RemapSummary()
    for _batch in rereadings(source, sheet=sheet_from_json(source.sheet), summary=summary):
        on_progress(summary)
    return summary


def apply_remap(
    *, source: Source, moment: Moment, on_progress: OnProgress = lambda _summary: None
) -> RemapSummary:
    """Write what today's mapping reads, by the batch. Run again after a stop, it finds the rest to do."""
    summary = RemapSummary()
    sheet = sheet_from_json(source.sheet)
    facts = remap_facts(source, sheet=sheet)
    for batch in rereadings(source, sheet=sheet, summary=summary):
        if batch:
            _write(facts, batch, at=moment())
        on_progress(summary)
    find_establishments(source, establishments=facts.establishments)
    return summary


def remap_facts(source: Source, *, sheet: MappingSheet) -> RunFacts:
    """What writing again needs to know of a source; there is no run behind it."""
    return RunFacts(
        run_id=0,
        source_id=source.pk,
        holder="",
        format=Format.UNIMARC,
        sheet=sheet,
        establishment_id=None,
        establishments={one.code.lower(): one.id for one in list_establishments()},
    )


def rereadings(
    source: Source, *, sheet: MappingSheet, summary: RemapSummary
) -> Iterator[list[Reread]]:
    """What differs in each batch of the living records after the checkpoint of the summary, which is kept up."""
    living = Record.objects.filter(source=source, deleted_at=None)
    is_many = settings.IMPORT_READERS and living.count() > MANY
    readers = ReaderProcesses(settings.IMPORT_READERS) if is_many else ReadersHere()
    encoded = msgspec.json.encode(sheet)
    tasks = (
        (batch, Task(batch.format, encoded, tuple(one.content for one in batch.rows)))
        for batch in _stored(source, after=summary.checkpoint)
    )
    with closing(readers), closing(in_order(readers, tasks)) as answers:
        for batch, answer in answers:
            changed: list[Reread] = []
            for stored, outcome in zip(batch.rows, answer, strict=True):
                summary.records += 1
                if not isinstance(outcome, Prepared):
                    summary.unreadable += 1
                    _sample(summary, "unreadable", stored)
                elif _differs(stored, outcome):
                    summary.changed += 1
                    changed.append(Reread(stored, outcome))
                    for part in _changed_parts(stored, outcome):
                        summary.parts[part] += 1
                        _sample(summary, part, stored)
            summary.checkpoint = batch.checkpoint
            yield changed


def _stored(source: Source, *, after: int) -> Generator[_Batch, None, None]:
    """The living records of a source by the batch, each batch of one format."""
    last = after
    while True:
        rows = (
            Record.objects.filter(source=source, deleted_at=None, pk__gt=last)
            .order_by("pk")
            .values_list(
                "pk",
                "key",
                "version_id",
                "version__format",
                "version__content",
                "version__description",
                "version__classification",
                "version__run__establishment_id",
            )[:BATCH_RECORDS]
        )
        batch = [Stored(*row[:3], Format(row[3]), bytes(row[4]), *row[5:]) for row in rows]
        if not batch:
            return
        formats = list(dict.fromkeys(one.format for one in batch))
        for format_name in formats:
            rows_of_format = [one for one in batch if one.format == format_name]
            # Whoever starts again after the first of several formats must meet the others.
            is_last = format_name == formats[-1]
            yield _Batch(format_name, rows_of_format, batch[-1].record_id if is_last else last)
        last = batch[-1].record_id


def _differs(stored: Stored, now: Prepared) -> bool:
    return (stored.description, stored.classification) != (now.description, now.classification)


def _changed_parts(stored: Stored, now: Prepared) -> Iterator[str]:
    """The names of what differs: fields of the description, vocabularies of the classification."""
    pairs: Sequence[tuple[msgspec.Struct, msgspec.Struct]] = (
        (decode_description(stored.description), decode_description(now.description)),
        (decode_classification(stored.classification), decode_classification(now.classification)),
    )
    for before, after in pairs:
        for name in before.__struct_fields__:
            if getattr(before, name) != getattr(after, name):
                yield name


def _sample(summary: RemapSummary, part: str, stored: Stored) -> None:
    if len(summary.samples[part]) < SAMPLES:
        summary.samples[part].append(stored.key)
        summary.sample_ids[part].append(stored.record_id)


@retrying(attempts=5)
def _write(facts: RunFacts, batch: list[Reread], *, at: datetime) -> None:
    write_rereads(facts, batch, at=at)


def write_rereads(facts: RunFacts, batch: list[Reread], *, at: datetime) -> None:
    """Write what was read again, in the caller's transaction."""
    raise_generation()
    update_rows(
        RecordVersion,
        ("description", "classification"),
        [
            (one.prepared.description, one.prepared.classification, one.stored.version_id)
            for one in batch
        ],
    )
    ids = [one.stored.record_id for one in batch]
    borne = borne_by(ids)
    remove_statements(ids)
    for establishment_id in dict.fromkeys(one.stored.establishment_id for one in batch):
        write_statements(
            [
                (one.stored.record_id, one.prepared.identifiers, one.prepared.items)
                for one in batch
                if one.stored.establishment_id == establishment_id
            ],
            facts=replace(facts, establishment_id=establishment_id),
        )
    change = count_unmapped(
        said_now=(one.prepared.unmapped for one in batch),
        said_before=(
            unmapped_in(one.stored.description, one.stored.classification) for one in batch
        ),
    )
    add_unmapped(source_id=facts.source_id, change=change)
    borne.subtract(identifier for one in batch for identifier in one.prepared.identifiers)
    if changed := settle({*ids, *freed_by(+borne)}, at=at):
        events.publish(ResourceChanged(resource_ids=tuple(sorted(changed)), at=at))


@retrying(attempts=5)
def find_establishments(source: Source, *, establishments: dict[str, int]) -> None:
    """Give holdings whose code named nobody the establishment that bears it now."""
    raise_generation()
    lost = Holding.objects.filter(record__source=source, establishment=None)
    codes = lost.exclude(establishment_code="").values_list("establishment_code", flat=True)
    for code in list(codes.distinct()):
        if found := establishments.get(code.strip().lower()):
            theirs = lost.filter(establishment_code=code)
            note_changes(
                one
                for one in theirs.values_list("record__resource_id", flat=True).distinct()
                if one is not None
            )
            theirs.update(establishment_id=found)
