"""One number for the whole catalogue, the same whatever the ids, the times and the order of its rows."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import groupby, islice
from typing import Any, Final

import msgspec
from django.db.models import QuerySet

from portee.catalogue.models import (
    Holding,
    Item,
    MatchDecision,
    Record,
    RecordIdentifier,
    RecordVersion,
    Resource,
    UnmappedValue,
)

_WIDTH: Final = 2**128
_CHUNK: Final = 500
_RESOURCE_COLUMNS: Final = (
    "title",
    "sort_title",
    "kind",
    "languages",
    "first_year",
    "last_year",
    "description",
    "classification",
    "fingerprint",
    "record_count",
)
_ITEM_COLUMNS: Final = (
    "collection",
    "location",
    "call_number",
    "barcode",
    "kind",
    "note",
    "statement",
    "loan",
    "availability",
)


def catalogue_fingerprint() -> str:
    """Thirty-two hexadecimal characters: equal for two catalogues that hold the same, however they came to.

    Records with their state, versions, statements and reasons; which of them stand together, and what their resource
    says; unmapped values; decisions. Each row is hashed and the hashes are added, so that no order matters and memory
    does not grow. Ids, times, runs and redirects, which tell how the catalogue came to what it is, are left out.
    """
    total = 0
    for part in (
        _records(),
        _versions(),
        _identifiers(),
        _holdings(),
        _items(),
        _resources(),
        _rest(),
    ):
        for row in part:
            total = (total + _number(row)) % _WIDTH
    return f"{total:032x}"


def _number(row: Iterable[Any]) -> int:
    digest = blake2b(msgspec.msgpack.encode(tuple(row)), digest_size=16).digest()
    return int.from_bytes(digest, "big")


def _by_id(rows: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows, without their ids, some hundreds at a time: no cursor holds a million of them."""
    last = 0
    while True:
        chunk = list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", *columns)[:_CHUNK])
        if not chunk:
            return
        last = chunk[-1][0]
        yield from (row[1:] for row in chunk)


def _records() -> Iterator[tuple[Any, ...]]:
    columns = ("source__code", "key", "identifier", "fingerprint", "match_reason", "deleted_at")
    for *said, deleted_at in _by_id(Record.objects.all(), *columns):
        yield ("record", *said, deleted_at is not None)


def _versions() -> Iterator[tuple[Any, ...]]:
    columns = (
        "record__source__code",
        "record__key",
        "format",
        "description",
        "classification",
        "remarks",
        "content",
    )
    for *said, content in _by_id(RecordVersion.objects.all(), *columns):
        yield ("version", *said, bytes(content))


def _identifiers() -> Iterator[tuple[Any, ...]]:
    columns = ("record__source__code", "record__key", "scheme", "value")
    for row in _by_id(RecordIdentifier.objects.all(), *columns):
        yield ("identifier", *row)


def _holdings() -> Iterator[tuple[Any, ...]]:
    columns = (
        "record__source__code",
        "record__key",
        "establishment__code",
        "establishment_code",
    )
    for row in _by_id(Holding.objects.all(), *columns):
        yield ("holding", *row)


def _items() -> Iterator[tuple[Any, ...]]:
    columns = (
        "holding__record__source__code",
        "holding__record__key",
        "holding__establishment_code",
        *_ITEM_COLUMNS,
    )
    for row in _by_id(Item.objects.all(), *columns):
        yield ("item", *row)


def _resources() -> Iterator[tuple[Any, ...]]:
    """Each resource with the names of its records, which stand for its id."""
    columns = ("pk", "withdrawn_at", *_RESOURCE_COLUMNS)
    rows = _by_id(Resource.objects.all(), *columns)
    while chunk := {row[0]: row[1:] for row in islice(rows, _CHUNK)}:
        members = Record.objects.filter(resource_id__in=chunk).order_by("resource_id")
        named = members.values_list("resource_id", "source__code", "key")
        for resource_id, found in groupby(named, key=lambda row: row[0]):
            withdrawn_at, *said = chunk[int(resource_id or 0)]
            names = sorted((code, key) for _id, code, key in found)
            yield ("resource", names, withdrawn_at is not None, *said)


def _rest() -> Iterator[tuple[Any, ...]]:
    for row in UnmappedValue.objects.values_list("source__code", "vocabulary", "value", "count"):
        yield ("unmapped", *row)
    decisions = MatchDecision.objects.values_list(
        "first_source_code", "first_key", "second_source_code", "second_key", "verdict"
    )
    for decision in decisions:
        yield ("decision", *decision)
    yield ("resources", Resource.objects.filter(withdrawn_at=None).count())
