"""The page of one record: what its source sent beside what was understood, and with whom it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Q
from django.utils.functional import Promise

from portee.catalogue.match_reasons import reason_sentence
from portee.catalogue.matching.confirming import MatchReason
from portee.catalogue.models import MatchDecision, Record, RecordVersion
from portee.catalogue.queries.described import Said, label_of, said_by
from portee.catalogue.reading.preparation import (
    decode_classification,
    decode_description,
    decode_remarks,
)
from portee.catalogue.remarks import sentence

if TYPE_CHECKING:
    from portee.catalogue.queries.original import OriginalField

VERSIONS = 10
"""Versions on the page, the newest first; older ones are kept all the same."""
COMPANIONS = 50


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: when it came, by which import, and which parts differ from the one before it."""

    id: int
    received_at: datetime
    run_id: int
    changed: Sequence[str | Promise]


@dataclass(frozen=True, slots=True)
class Companion:
    """Another record of the same resource, and why it stands there."""

    id: int
    key: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What a person decided about this record and another."""

    id: int
    verdict: str
    other: str


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """All that the page says."""

    record: Record
    said: Sequence[Said]
    fields: Sequence["OriginalField"]
    text: str
    remarks: Sequence[str]
    reason: str
    versions: Sequence[VersionLine]
    companions: Sequence[Companion]
    decisions: Sequence[DecisionLine]


def record_sheet(record: Record) -> RecordSheet:
    """The page of a record. Five SQL queries at most, beside the one that found it."""
    # The tables of MARC-8 take half a second to load: on this page, not at every start of every process.
    from portee.catalogue.queries.original import (  # noqa: PLC0415
        original_fields,
        original_text,
    )

    version = RecordVersion.objects.get(pk=record.version_id)
    content = bytes(version.content)
    return RecordSheet(
        record=record,
        said=said_by(
            decode_description(version.description), decode_classification(version.classification)
        ),
        fields=original_fields(content, format_name=version.format),
        text=original_text(content),
        remarks=[sentence(*remark) for remark in decode_remarks(version.remarks)],
        reason=_reason(record.match_reason),
        versions=_versions(record),
        companions=_companions(record),
        decisions=_decisions(record),
    )


def _versions(record: Record) -> list[VersionLine]:
    rows = list(
        RecordVersion.objects.filter(record=record).order_by("-pk").defer("content")[: VERSIONS + 1]
    )
    older = [*rows[1:], None]
    return [
        VersionLine(row.pk, row.received_at, row.run_id, _changed(row, before))
        for row, before in list(zip(rows, older, strict=True))[:VERSIONS]
    ]


def _changed(now: RecordVersion, before: RecordVersion | None) -> list[str | Promise]:
    """The names of the parts of the description that differ."""
    if before is None:
        return []
    one, other = decode_description(now.description), decode_description(before.description)
    return [
        label_of(name)
        for name in one.__struct_fields__
        if getattr(one, name) != getattr(other, name)
    ]


def _companions(record: Record) -> list[Companion]:
    rows = (
        Record.objects.filter(resource=record.resource_id, deleted_at=None)
        .exclude(pk=record.pk)
        .select_related("source")
        .order_by("source__code", "key")[:COMPANIONS]
    )
    return [Companion(row.pk, row.key, row.source.name, _reason(row.match_reason)) for row in rows]


def _decisions(record: Record) -> list[DecisionLine]:
    code = record.source.code
    rows = MatchDecision.objects.filter(
        Q(first_source_code=code, first_key=record.key)
        | Q(second_source_code=code, second_key=record.key)
    )
    lines = []
    for row in rows.order_by("pk"):
        is_first = (row.first_source_code, row.first_key) == (code, record.key)
        other = row.second_key if is_first else row.first_key
        other_source = row.second_source_code if is_first else row.first_source_code
        lines.append(DecisionLine(row.pk, row.get_verdict_display(), f"{other} ({other_source})"))
    return lines


def _reason(said: str) -> str:
    return reason_sentence(msgspec.json.decode(said, type=MatchReason)) if said else ""
