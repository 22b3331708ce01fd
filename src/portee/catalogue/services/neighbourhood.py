"""The records that may belong with others, read from the database: all that a sharing-out must look at together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import Count, Q

from portee.catalogue.matching.confirming import reason_for
from portee.catalogue.matching.evidence import Evidence, evidence_of
from portee.catalogue.matching.identifiers import StrongIdentifier
from portee.catalogue.matching.partition import MOST_BEARERS, Pair, RecordName
from portee.catalogue.models import MatchDecision, Record, RecordIdentifier, Verdict
from portee.catalogue.reading.preparation import decode_classification, decode_description
from portee.catalogue.storage.rows import among, in_chunks

MOST_AT_ONCE: Final = 1_000
"""More records than one transaction writes: an identifier that so many more bear has not just become too common."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record, where it stands, and what it brings."""

    id: int
    name: RecordName
    resource_id: int | None
    founded_id: int | None
    deleted_at: datetime | None
    match_reason: str
    evidence: Evidence


@dataclass(slots=True)
class Neighbourhood:
    """Records to be shared out together, and what people decided about them."""

    records: dict[int, Neighbour]
    together: set[Pair]
    apart: set[Pair]


def neighbourhood_of(record_ids: Iterable[int]) -> Neighbourhood:
    """These records; whoever shares their resource; whoever shares an identifier with them and is confirmed; whoever
    a decision names beside them; and so on until nobody is added.
    """
    found = Neighbourhood({}, set(), set())
    frontier = set(record_ids)
    while frontier:
        arrived = _load(Q(pk__in=chunk) for chunk in in_chunks(sorted(frontier)))
        arrived, concerned = _without_common(arrived)
        found.records.update(arrived)
        nearby = _in_same_resources(arrived) | dict.fromkeys(concerned)
        nearby.update(_confirmed(arrived))
        nearby.update(_decided(arrived, found))
        frontier = nearby.keys() - found.records.keys()
    return found


def bearers_of(identifiers: Iterable[StrongIdentifier]) -> dict[StrongIdentifier, set[int]]:
    """The records that bear each identifier, for those that few enough bear."""
    counted = _count_bearers(identifiers)
    return _bearers(one for one, count in counted.items() if count <= MOST_BEARERS)


def borne_by(record_ids: Iterable[int]) -> Counter[StrongIdentifier]:
    """How many of these records bear each identifier, before what they state is written again."""
    borne: Counter[StrongIdentifier] = Counter()
    for chunk in in_chunks(record_ids):
        rows = RecordIdentifier.objects.filter(record_id__in=chunk)
        borne.update(rows.values_list("scheme", "value"))
    return borne


def freed_by(dropped: Counter[StrongIdentifier]) -> set[int]:
    """The records that bear an identifier which was too common until so many records ceased to bear it."""
    counted = _count_bearers(dropped)
    freed = (one for one, count in counted.items() if count <= MOST_BEARERS < count + dropped[one])
    return {record_id for records in _bearers(freed).values() for record_id in records}


def _count_bearers(identifiers: Iterable[StrongIdentifier]) -> dict[StrongIdentifier, int]:
    """How many living records bear each identifier; those that nobody bears are left out."""
    wanted = set(identifiers)
    rows = RecordIdentifier.objects.filter(among("value", {value for _scheme, value in wanted}))
    counted = rows.values_list("scheme", "value").annotate(count=Count("record_id", distinct=True))
    return {
        (scheme, value): count
        for scheme, value, count in counted.order_by()
        if (scheme, value) in wanted
    }


def _bearers(identifiers: Iterable[StrongIdentifier]) -> dict[StrongIdentifier, set[int]]:
    wanted = set(identifiers)
    bearers: dict[StrongIdentifier, set[int]] = defaultdict(set)
    if not wanted:
        return bearers
    rows = RecordIdentifier.objects.filter(among("value", {value for _scheme, value in wanted}))
    for record_id, scheme, value in rows.values_list("record_id", "scheme", "value"):
        if (scheme, value) in wanted:
            bearers[(scheme, value)].add(record_id)
    return bearers


def _load(conditions: Iterable[Q]) -> dict[int, Neighbour]:
    loaded: dict[int, Neighbour] = {}
    for condition in conditions:
        rows = Record.objects.filter(condition).values_list(
            "id",
            "source__code",
            "key",
            "resource_id",
            "founded_id",
            "deleted_at",
            "match_reason",
            "version__description",
            "version__classification",
        )
        for row in rows:
            evidence = evidence_of(
                decode_description(row[7]), kind=decode_classification(row[8]).type
            )
            loaded[row[0]] = Neighbour(row[0], (row[1], row[2]), *row[3:7], evidence)
    return loaded


def _in_same_resources(arrived: dict[int, Neighbour]) -> dict[int, None]:
    resources = {one.resource_id for one in arrived.values() if one.resource_id is not None}
    return {
        record_id: None
        for chunk in in_chunks(sorted(resources))
        for record_id in Record.objects.filter(resource_id__in=chunk).values_list("pk", flat=True)
    }


def _without_common(arrived: dict[int, Neighbour]) -> tuple[dict[int, Neighbour], set[int]]:
    """The arrived records without the identifiers that too many bear, and whoever that concerns besides.

    An identifier may have become too common, or cease to be, in this very transaction: all its bearers are then looked
    at again, so that the order in which records come changes nothing.
    """
    stated = {identifier for one in arrived.values() for identifier in one.evidence.identifiers}
    counted = _count_bearers(stated)
    common = {one for one, count in counted.items() if count > MOST_BEARERS}
    turned = {one for one in common if counted[one] <= MOST_BEARERS + MOST_AT_ONCE}
    gone = [one for one in arrived.values() if one.deleted_at is not None]
    turned |= {i for one in gone for i in one.evidence.identifiers if i in counted} - common
    concerned = {record_id for records in _bearers(turned).values() for record_id in records}
    kept = {
        key: replace(
            one,
            evidence=replace(
                one.evidence,
                identifiers=tuple(i for i in one.evidence.identifiers if i not in common),
            ),
        )
        if not common.isdisjoint(one.evidence.identifiers)
        else one
        for key, one in arrived.items()
    }
    return kept, concerned


def _confirmed(arrived: dict[int, Neighbour]) -> dict[int, None]:
    """The records elsewhere that share an identifier with an arrived one and agree with it."""
    living = {key: one for key, one in arrived.items() if one.deleted_at is None}
    bearers = bearers_of(
        identifier for one in living.values() for identifier in one.evidence.identifiers
    )
    asked = {record_id for records in bearers.values() for record_id in records} - arrived.keys()
    candidates = _load(Q(pk__in=chunk) for chunk in in_chunks(sorted(asked)))
    confirmed: dict[int, None] = {}
    for one in living.values():
        near = {
            record_id
            for identifier in one.evidence.identifiers
            for record_id in bearers.get(identifier, ())
        }
        for record_id in sorted(near - arrived.keys() - confirmed.keys()):
            other = candidates[record_id]
            if reason_for(one.evidence, other.evidence, other_key=""):
                confirmed[record_id] = None
    return confirmed


def _decided(arrived: dict[int, Neighbour], found: Neighbourhood) -> dict[int, None]:
    """The partners of decisions about the arrived records; notes the decisions."""
    partners: set[RecordName] = set()
    names = {one.name for one in arrived.values()}
    for chunk in in_chunks(sorted({key for _source, key in names}), size=400):
        rows = MatchDecision.objects.filter(Q(first_key__in=chunk) | Q(second_key__in=chunk))
        for row in rows:
            first = (row.first_source_code, row.first_key)
            second = (row.second_source_code, row.second_key)
            if first in names or second in names:
                kept = found.together if row.verdict == Verdict.TOGETHER else found.apart
                kept.add((first, second))
                partners |= {first, second} if row.verdict == Verdict.TOGETHER else set()
    missing = partners - names
    return {
        record_id: None
        for source_code, key in sorted(missing)
        for record_id in Record.objects.filter(source__code=source_code, key=key).values_list(
            "pk", flat=True
        )
    }
