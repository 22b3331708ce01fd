"""What resources say, drawn again from the records that describe them."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from portee.catalogue.matching.merging import merged
from portee.catalogue.models import Record, Resource
from portee.catalogue.reading.headline import Headline
from portee.catalogue.reading.preparation import (
    decode_classification,
    decode_description,
    fingerprint,
    headline_from,
    laid_out,
)
from portee.catalogue.storage.rows import in_chunks, stamp, update_rows

COLUMNS = (
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
    "withdrawn_at",
)


def refresh_resources(resource_ids: Iterable[int], *, at: datetime) -> set[int]:
    """Draw these resources again from their living records; the ids of those that readers see changed.

    A resource whose last record went is withdrawn and keeps what it said.
    """
    changed: set[int] = set()
    for chunk in in_chunks(sorted(set(resource_ids)), size=300):
        changed |= _refresh(chunk, at=at)
    return changed


def resource_row(
    headline: Headline, *, fingerprint: str, description: str, classification: str, records: int
) -> tuple[Any, ...]:
    """The values of `COLUMNS` of a living resource."""
    return (
        headline.title,
        headline.sort_title,
        headline.kind,
        headline.languages,
        headline.first_year,
        headline.last_year,
        description,
        classification,
        fingerprint,
        records,
        None,
    )


def _refresh(resource_ids: list[int], *, at: datetime) -> set[int]:
    before = {
        row["id"]: row
        for row in Resource.objects.filter(pk__in=resource_ids).values("id", "revision", *COLUMNS)
    }
    said = _said_by_records(resource_ids)
    rows: list[tuple[Any, ...]] = []
    changed: set[int] = set()
    for resource_id in resource_ids:
        old = before[resource_id]
        was = tuple(old[name] for name in COLUMNS)
        now = _drawn(said.get(resource_id, []), old=was, at=at)
        if now == was:
            continue
        is_seen = (now[8], now[10] is None) != (was[8], was[10] is None)
        changed |= {resource_id} if is_seen else set()
        withdrawn = stamp(now[10]) if now[10] else None
        rows.append((*now[:10], withdrawn, old["revision"] + is_seen, stamp(at), resource_id))
    update_rows(Resource, (*COLUMNS, "revision", "changed_at"), rows)
    return changed


def _said_by_records(resource_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The stored descriptions and classifications of the living records of each resource."""
    found = (
        Record.objects.filter(resource_id__in=resource_ids, deleted_at=None)
        .order_by("resource_id")
        .values_list("resource_id", "version__description", "version__classification")
    )
    return {
        resource_id: [(row[1], row[2]) for row in rows]
        for resource_id, rows in groupby(found, key=lambda row: int(row[0] or 0))
    }


def _drawn(said: list[tuple[str, str]], *, old: tuple[Any, ...], at: datetime) -> tuple[Any, ...]:
    if not said:
        return (*old[:9], 0, old[10] or at)
    if len(said) == 1:
        ((description, classification),) = said
        return resource_row(
            headline_from(decode_description(description), decode_classification(classification)),
            fingerprint=fingerprint(description.encode(), classification.encode()),
            description="",
            classification="",
            records=1,
        )
    whole = laid_out(
        merged([decode_description(description) for description, _classification in said]),
        identifier="",
        remarks=(),
    )
    return resource_row(
        whole.headline,
        fingerprint=whole.fingerprint,
        description=whole.description,
        classification=whole.classification,
        records=len(said),
    )
