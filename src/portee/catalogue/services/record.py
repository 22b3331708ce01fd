"""Records and their versions, written by the hundred."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Q

from portee.catalogue.models import (
    MatchDecision,
    Record,
    RecordVersion,
    Resource,
)
from portee.catalogue.services.arrivals import Draft
from portee.catalogue.services.neighbourhood import bearers_of, borne_by, freed_by
from portee.catalogue.services.resource import COLUMNS, resource_row
from portee.catalogue.services.run_facts import RunFacts
from portee.catalogue.services.statements import remove_statements, write_statements
from portee.catalogue.storage.rows import (
    allocate_ids,
    in_chunks,
    insert_rows,
    stamp,
    update_rows,
)

_encode = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Written:
    """`near` are the records that must be shared out with others; `founded` the resources made for the rest."""

    near: set[int] = field(default_factory=set)
    founded: list[int] = field(default_factory=list)


def write_drafts(drafts: Sequence[Draft], *, facts: RunFacts, at: datetime) -> Written:
    """Write new and changed records, each with a new version; make a resource for each new one that stands alone.

    In the caller's transaction. Whatever may belong with another record is left without a resource, for `settle`.
    """
    if not drafts:
        return Written()
    new = [draft for draft in drafts if draft.known is None]
    changed = [draft for draft in drafts if draft.known is not None and draft.known.id]
    ids = dict(zip(map(id, new), allocate_ids(Record, len(new)), strict=True))
    ids |= {id(draft): draft.known.id for draft in changed if draft.known is not None}
    named = [(ids[id(draft)], draft) for draft in (*new, *changed)]
    versions = dict(
        zip((one for one, _ in named), allocate_ids(RecordVersion, len(named)), strict=True)
    )
    borne = borne_by(one for one, _draft in named[len(new) :])
    accompanied = _accompanied(named)
    written = Written(near=accompanied | {ids[id(draft)] for draft in changed})
    alone = [pair for pair in named[: len(new)] if pair[0] not in accompanied]
    resources = _found_resources(alone, at=at)
    written.founded = list(resources.values())
    _insert_records(named[: len(new)], versions=versions, resources=resources, facts=facts)
    _update_records(named[len(new) :], versions=versions, facts=facts)
    _insert_versions(named, versions=versions, facts=facts, at=at)
    write_statements(
        [(one, draft.prepared.identifiers, draft.prepared.items) for one, draft in named],
        facts=facts,
    )
    borne.subtract(i for draft in changed for i in draft.prepared.identifiers)
    written.near |= freed_by(+borne)
    return written


def _accompanied(named: Sequence[tuple[int, Draft]]) -> set[int]:
    """The records that share an identifier with another, in the batch or in the catalogue, or that a decision names."""
    stated = [draft.prepared.identifiers for _one, draft in named]
    elsewhere = bearers_of(identifier for many in stated for identifier in many)
    here = Counter(identifier for many in stated for identifier in many)
    decided = _decided_keys([draft.key for _one, draft in named])
    return {
        one
        for one, draft in named
        if draft.key in decided
        or any(
            here[identifier] > 1 or identifier in elsewhere
            for identifier in draft.prepared.identifiers
        )
    }


def _decided_keys(keys: Sequence[str]) -> set[str]:
    decided: set[str] = set()
    if not MatchDecision.objects.exists():
        return decided
    for chunk in in_chunks(sorted(set(keys)), size=400):
        rows = MatchDecision.objects.filter(Q(first_key__in=chunk) | Q(second_key__in=chunk))
        for first, second in rows.values_list("first_key", "second_key"):
            decided |= {first, second}
    return decided


def _found_resources(alone: Sequence[tuple[int, Draft]], *, at: datetime) -> dict[int, int]:
    """Make a resource for each record; its id by that of the record."""
    resource_ids = allocate_ids(Resource, len(alone))
    moment = stamp(at)
    rows = []
    for resource_id, (_record_id, draft) in zip(resource_ids, alone, strict=True):
        prepared = draft.prepared
        said = resource_row(
            prepared.headline,
            fingerprint=prepared.fingerprint,
            description="",
            classification="",
            records=1,
        )
        rows.append((resource_id, *said, 1, moment, moment))
    insert_rows(Resource, ("id", *COLUMNS, "revision", "created_at", "changed_at"), rows)
    return dict(zip((record_id for record_id, _ in alone), resource_ids, strict=True))


def _insert_records(
    named: Sequence[tuple[int, Draft]],
    *,
    versions: dict[int, int],
    resources: dict[int, int],
    facts: RunFacts,
) -> None:
    columns = (
        "id",
        "source_id",
        "key",
        "identifier",
        "fingerprint",
        "version_id",
        "resource_id",
        "founded_id",
        "match_reason",
        "is_repaired",
        "last_run_id",
    )
    rows = [
        (
            one,
            facts.source_id,
            draft.key,
            draft.prepared.identifier,
            draft.arrival.fingerprint,
            versions[one],
            resources.get(one),
            resources.get(one),
            "",
            bool(draft.remarks),
            facts.run_id,
        )
        for one, draft in named
    ]
    insert_rows(Record, columns, rows)


def _update_records(
    named: Sequence[tuple[int, Draft]], *, versions: dict[int, int], facts: RunFacts
) -> None:
    remove_statements(one for one, _draft in named)
    rows: list[tuple[Any, ...]] = [
        (
            draft.prepared.identifier,
            draft.arrival.fingerprint,
            versions[one],
            bool(draft.remarks),
            facts.run_id,
            None,
            one,
        )
        for one, draft in named
    ]
    columns = (
        "identifier",
        "fingerprint",
        "version_id",
        "is_repaired",
        "last_run_id",
        "deleted_at",
    )
    update_rows(Record, columns, rows)


def _insert_versions(
    named: Sequence[tuple[int, Draft]],
    *,
    versions: dict[int, int],
    facts: RunFacts,
    at: datetime,
) -> None:
    columns = (
        "id",
        "record_id",
        "run_id",
        "format",
        "content",
        "description",
        "classification",
        "remarks",
        "received_at",
    )
    moment = stamp(at)
    rows = [
        (
            versions[one],
            one,
            facts.run_id,
            facts.format.value,
            draft.arrival.content,
            draft.prepared.description,
            draft.prepared.classification,
            _encode(draft.remarks).decode() if draft.remarks else "[]",
            moment,
        )
        for one, draft in named
    ]
    insert_rows(RecordVersion, columns, rows)
