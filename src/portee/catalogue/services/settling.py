"""Records put into resources: which stay, which join, which part, and where old addresses lead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from portee.catalogue.indexing.outbox import note_changes
from portee.catalogue.matching.partition import Share, shared_out
from portee.catalogue.models import Record, Resource, ResourceRedirect
from portee.catalogue.services.neighbourhood import Neighbour, Neighbourhood, neighbourhood_of
from portee.catalogue.services.resource import refresh_resources
from portee.catalogue.storage.rows import update_rows


@dataclass(slots=True)
class _Moves:
    """What a sharing-out changes."""

    rows: list[tuple[int, int | None, str, int]] = field(default_factory=list)
    """resource, founded resource, reason, record."""
    touched: set[int] = field(default_factory=set)


def settle(record_ids: Iterable[int], *, at: datetime) -> set[int]:
    """Share out these records and all that belong near them; the ids of the resources that readers see changed.

    Runs in the caller's transaction, which holds the lock of the catalogue, once identifiers and versions are written.
    A resource keeps its id as long as the record it was made for, or failing that the first of its records, stays in
    it; the ids that a merger frees lead to the one that is kept, and come back if the records part again.
    """
    near = neighbourhood_of(record_ids)
    if not near.records:
        return set()
    moves = _Moves()
    by_name = {one.name: one for one in near.records.values()}
    living = {one.name: one.evidence for one in near.records.values() if one.deleted_at is None}
    shares = shared_out(living, together=near.together, apart=near.apart)
    owners = _owners(near, shares)
    for share in shares:
        _give_resource(
            share, by_name=by_name, owned=owners.get(share.members, set()), moves=moves, at=at
        )
    update_rows(Record, ("resource_id", "founded_id", "match_reason"), moves.rows)
    moves.touched |= {r.resource_id for r in near.records.values() if r.resource_id is not None}
    # All of them: who holds a resource may change while what it says stays the same.
    note_changes(sorted(moves.touched))
    return refresh_resources(moves.touched, at=at)


def _owners(
    near: Neighbourhood, shares: list[Share]
) -> dict[tuple[tuple[str, str], ...], set[int]]:
    """The resources that each share may keep: each resource belongs to one share at most."""
    founders = {one.founded_id: one.name for one in near.records.values() if one.founded_id}
    share_of = {name: share.members for share in shares for name in share.members}
    dwellers: dict[int, list[tuple[str, str]]] = {}
    for one in near.records.values():
        if one.resource_id is not None and one.name in share_of:
            dwellers.setdefault(one.resource_id, []).append(one.name)
    owned: dict[tuple[tuple[str, str], ...], set[int]] = {}
    for resource_id in sorted({*founders, *dwellers}):
        founder = founders.get(resource_id)
        heir = founder if founder in share_of else min(dwellers.get(resource_id, [("", "")]))
        if heir in share_of:
            owned.setdefault(share_of[heir], set()).add(resource_id)
    return owned


def _give_resource(
    share: Share,
    *,
    by_name: dict[tuple[str, str], Neighbour],
    owned: set[int],
    moves: _Moves,
    at: datetime,
) -> None:
    """Put the records of a share in the oldest resource it owns, or in a new one."""
    members = [by_name[name] for name in share.members]
    founder = None
    if owned:
        kept = min(owned)
        _redirect(owned - {kept}, to=kept)
    else:
        founder = members[0]
        kept = Resource.objects.create(created_at=at, changed_at=at, revision=0).pk
    moves.touched |= {kept, *owned}
    for one in members:
        reason = share.reasons.get(one.name)
        said = msgspec.json.encode(reason).decode() if reason else ""
        founded_id = one.founded_id or (kept if one is founder else None)
        now = (kept, founded_id, said)
        if now != (one.resource_id, one.founded_id, one.match_reason):
            moves.rows.append((*now, one.id))


def _redirect(freed: set[int], *, to: int) -> None:
    """Have freed addresses lead to a resource, which itself leads nowhere else any more."""
    ResourceRedirect.objects.filter(old_id=to).delete()
    for old_id in freed:
        ResourceRedirect.objects.update_or_create(old_id=old_id, defaults={"new_id": to})
        ResourceRedirect.objects.filter(new_id=old_id).exclude(old_id=to).update(new_id=to)
