"""Whether the index holds what the catalogue holds, and whether the catalogue holds what it received."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from portee.catalogue.indexing.outbox import Mark, count_waiting
from portee.catalogue.indexing.reading import living_resources, read_stamps, read_tree
from portee.catalogue.models import Record
from portee.catalogue.reading.preparation import fingerprint
from portee.catalogue.search.port import Engine

BATCH: Final = 800
PATIENCE: Final = 10.0
"""Seconds that the indexer is given to catch up before what differs is called different."""

OnProgress = Callable[[int], None]


class DifferenceKind(StrEnum):
    """What is wrong, as a code."""

    NOT_INDEXED = "not-indexed"
    INDEXED_OTHERWISE = "indexed-otherwise"
    NOT_IN_CATALOGUE = "not-in-catalogue"
    BYTES_CHANGED = "bytes-changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be: `id` is that of a resource, or of a record whose bytes changed."""

    kind: DifferenceKind
    id: int


@dataclass(slots=True)
class CheckReport:
    """What was compared and what differs. `waiting`: changes that the index has not heard of."""

    resources: int = 0
    documents: int = 0
    records: int = 0
    waiting: int = 0
    differences: list[Difference] = field(default_factory=list)


def check_index(engine: Engine, *, on_progress: OnProgress = lambda _done: None) -> CheckReport:
    """Compare every living resource with its document, by id and by fingerprint.

    The catalogue may change meanwhile: what differs is looked at again once the indexer has caught up.
    Raises: IndexMissingError.
    """
    report = CheckReport()
    found = _compare(engine, report, on_progress)
    if found:
        _wait_for_indexer(engine)
        again = {(one.kind, one.id) for one in _compare(engine, CheckReport(), lambda _done: None)}
        found = [one for one in found if (one.kind, one.id) in again]
    mark = Mark.read(engine.mark())
    report.waiting = count_waiting(mark.change if mark else 0)
    report.differences += found
    return report


def check_originals(report: CheckReport, *, on_progress: OnProgress = lambda _done: None) -> None:
    """Compare the original bytes of every record with the fingerprint taken when they arrived."""
    last = 0
    while True:
        rows = list(
            Record.objects.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", "fingerprint", "version__content")[:BATCH]
        )
        if not rows:
            return
        for pk, known, content in rows:
            if fingerprint(bytes(content)) != known:
                report.differences.append(Difference(DifferenceKind.BYTES_CHANGED, pk))
        last = rows[-1][0]
        report.records += len(rows)
        on_progress(report.records)


def _compare(engine: Engine, report: CheckReport, on_progress: OnProgress) -> list[Difference]:
    """Walk along both lists of ids at once: neither is held in memory."""
    found: list[Difference] = []
    stored, indexed = _stored(), engine.fingerprints()
    here, there = next(stored, None), next(indexed, None)
    while here is not None or there is not None:
        if there is None or (here is not None and here[0] < there[0]):
            kind, one = DifferenceKind.NOT_INDEXED, here
        elif here is None or there[0] < here[0]:
            kind, one = DifferenceKind.NOT_IN_CATALOGUE, there
        else:
            kind, one = DifferenceKind.INDEXED_OTHERWISE, here if here != there else None
        if one is not None:
            found.append(Difference(kind, one[0]))
        is_here, is_there = (
            kind != DifferenceKind.NOT_IN_CATALOGUE,
            kind != DifferenceKind.NOT_INDEXED,
        )
        report.resources += is_here
        report.documents += is_there
        here = next(stored, None) if is_here else here
        there = next(indexed, None) if is_there else there
        if report.resources % BATCH == 0:
            on_progress(report.resources)
    return found


def _stored() -> Iterator[tuple[int, int]]:
    tree = read_tree()
    for ids in living_resources(batch=BATCH):
        for pk, stamp in sorted(read_stamps(ids, tree=tree).items()):
            yield pk, stamp.fingerprint


def _wait_for_indexer(engine: Engine) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        mark = Mark.read(engine.mark())
        if mark is None or not count_waiting(mark.change):
            return
        time.sleep(0.2)
