"""Records shared out among resources: the same records give the same shares, in whatever order they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from portee.catalogue.matching.confirming import MatchReason, conflict, reason_for
from portee.catalogue.matching.evidence import Evidence

MOST_BEARERS: Final = 50
"""An identifier that more records bear shows nothing: that of a set, a platform, a slip made a thousand times."""

RecordName = tuple[str, str]
"""The code of a source and the key of a record in it: what a record is called whatever the database."""
Pair = tuple[RecordName, RecordName]


@dataclass(frozen=True, slots=True)
class Share:
    """The records of one resource, in order; `reasons` says why each but the first stands there."""

    members: tuple[RecordName, ...]
    reasons: Mapping[RecordName, MatchReason]


def pair(one: RecordName, other: RecordName) -> Pair:
    """The two in their one order."""
    return (one, other) if one < other else (other, one)


def shared_out(
    evidence: Mapping[RecordName, Evidence],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[Share]:
    """Join records that share an identifier and nothing keeps apart, then what people decided.

    An identifier that more than `MOST_BEARERS` of them bear joins nobody.
    Two groups are joined only when no member of one conflicts with a member of the other, so that an undated record
    never makes one resource of two editions. Pairs are taken in the order of their names. A decision « together » wins
    over the rules, a decision « apart » over everything.
    """
    groups = {name: [name] for name in evidence}
    reasons: dict[RecordName, MatchReason] = {}
    decided_apart = set(apart)
    decided_together = sorted(set(together) - decided_apart)
    for one, other in decided_together:
        if one in groups and other in groups:
            reason = MatchReason("decision", (one[1],))
            _join(groups, one, other, reason=reason, reasons=reasons, apart=decided_apart)
    for one, other in _sharing(evidence):
        if groups[one] is groups[other]:
            continue
        reason_found = reason_for(evidence[one], evidence[other], other_key=one[1])
        if reason_found and not _in_conflict(groups[one], groups[other], evidence):
            _join(groups, one, other, reason=reason_found, reasons=reasons, apart=decided_apart)
    shares = {id(group): group for group in groups.values()}
    return sorted(
        (
            Share(tuple(sorted(group)), {name: reasons[name] for name in group if name in reasons})
            for group in shares.values()
        ),
        key=lambda share: share.members,
    )


def _sharing(evidence: Mapping[RecordName, Evidence]) -> list[Pair]:
    """The pairs of records that bear one identifier, in order; fewer than fifty times as many as there are bearers."""
    bearers: dict[tuple[str, str], list[RecordName]] = {}
    for name in sorted(evidence):
        for identifier in evidence[name].identifiers:
            bearers.setdefault(identifier, []).append(name)
    return sorted(
        {
            found
            for names in bearers.values()
            if len(names) <= MOST_BEARERS
            for found in combinations(names, 2)
        }
    )


def _in_conflict(
    mine: list[RecordName], yours: list[RecordName], evidence: Mapping[RecordName, Evidence]
) -> bool:
    return any(conflict(evidence[one], evidence[other]) for one in mine for other in yours)


def _join(
    groups: dict[RecordName, list[RecordName]],
    one: RecordName,
    other: RecordName,
    *,
    reason: MatchReason,
    reasons: dict[RecordName, MatchReason],
    apart: set[Pair],
) -> None:
    mine, yours = groups[one], groups[other]
    if mine is yours or any(pair(m, y) in apart for m in mine for y in yours):
        return
    reasons.setdefault(other, reason)
    mine.extend(yours)
    for name in yours:
        groups[name] = mine
