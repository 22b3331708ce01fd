"""What a batch of a file brings, and what becomes of each record: new, changed, the same, gone, refused."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields

from portee.catalogue.models import RemarkKind
from portee.catalogue.reading.preparation import Outcome, Prepared, Refusal, RemarkRow
from portee.catalogue.services.shelf import NO_IDENTIFIER, Known, Shelf


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record as cut from the file. `outcome` is None when it was believed to be known, and not read."""

    position: int
    offset_bytes: int
    content: bytes
    fingerprint: str
    remarks: tuple[RemarkRow, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class RefusedArrival:
    """A stretch of the file that is no record."""

    position: int
    offset_bytes: int
    remark: RemarkRow
    identifier: str = ""


Entry = Arrival | RefusedArrival


@dataclass(slots=True)
class Tally:
    """How many records were read, and what became of them; `repaired` ones are counted among the others too."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: int = 0
    repaired: int = 0

    def add(self, other: "Tally") -> None:
        """Add what another batch counted."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class NotedRemark:
    """One line of the report."""

    position: int
    offset_bytes: int
    identifier: str
    kind: RemarkKind
    remark: RemarkRow


@dataclass(slots=True)
class Draft:
    """A record to be written: a new one when `known` is None."""

    known: Known | None
    key: str
    arrival: Arrival
    prepared: Prepared
    remarks: tuple[RemarkRow, ...]


@dataclass(slots=True)
class Decisions:
    """What a batch has to write."""

    tally: Tally = field(default_factory=Tally)
    drafts: list[Draft] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    met: list[Known] = field(default_factory=list)
    repeated: list[tuple[Known, Arrival]] = field(default_factory=list)
    """Known records that were repaired when they were read: the report says so again."""
    remarks: list[NotedRemark] = field(default_factory=list)


def decide(
    entries: Sequence[Entry], *, shelf: Shelf, prepare: Callable[[bytes], Outcome]
) -> Decisions:
    """Say what becomes of each entry; `prepare` reads those that were believed to be known and are not."""
    shelf.look_up(fingerprints=(e.fingerprint for e in entries if isinstance(e, Arrival)))
    shelf.look_up(keys=_keys(entries))
    decisions = Decisions()
    for entry in entries:
        decisions.tally.read += 1
        if isinstance(entry, RefusedArrival):
            _refuse(entry, entry.remark, entry.identifier, shelf=shelf, decisions=decisions)
        elif not _is_known(entry, shelf=shelf, decisions=decisions):
            outcome = entry.outcome or prepare(entry.content)
            if isinstance(outcome, Refusal):
                _refuse(entry, outcome.remark, outcome.identifier, shelf=shelf, decisions=decisions)
            else:
                _place(entry, outcome, shelf=shelf, decisions=decisions)
    return decisions


def _keys(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        if isinstance(entry, RefusedArrival):
            if entry.identifier:
                yield entry.identifier
        elif entry.outcome is not None:
            yield _base_key(entry, entry.outcome.identifier)


def _base_key(entry: Arrival, identifier: str) -> str:
    """What a record is kept under: its identifier, else its content."""
    return identifier or f"{NO_IDENTIFIER}{entry.fingerprint}"


def _refuse(
    entry: Entry, remark: RemarkRow, identifier: str, *, shelf: Shelf, decisions: Decisions
) -> None:
    """Count and note; a record that is refused today is in the file all the same, and must not be held missing."""
    decisions.tally.rejected += 1
    decisions.remarks.append(
        NotedRemark(entry.position, entry.offset_bytes, identifier, RemarkKind.REJECTED, remark)
    )
    if identifier:
        _key, known = shelf.place_for(identifier)
        if known is not None:
            shelf.put(known)
            decisions.met.append(known)


def _is_known(entry: Arrival, *, shelf: Shelf, decisions: Decisions) -> bool:
    """Whether the source has given this very content before; a copy of it in the same file adds nothing."""
    known = shelf.unseen_with(entry.fingerprint)
    if known is None and not shelf.has_seen(entry.fingerprint):
        return False
    decisions.tally.unchanged += 1
    if known is not None:
        shelf.put(known)
        decisions.met.append(known)
        if known.is_repaired:
            decisions.tally.repaired += 1
            decisions.repeated.append((known, entry))
    return True


def _place(entry: Arrival, prepared: Prepared, *, shelf: Shelf, decisions: Decisions) -> None:
    base = _base_key(entry, prepared.identifier)
    key, known = shelf.place_for(base)
    if prepared.is_deleted:
        _take_away(known, shelf=shelf, decisions=decisions)
        return
    remarks = entry.remarks + prepared.remarks
    if key != base:
        remarks += (("same-identifier", "", (base, key)),)
    if remarks:
        decisions.tally.repaired += 1
        decisions.remarks.extend(
            NotedRemark(
                entry.position,
                entry.offset_bytes,
                prepared.identifier,
                RemarkKind.REPAIRED,
                remark,
            )
            for remark in remarks
        )
    if known is None:
        decisions.tally.created += 1
    else:
        decisions.tally.updated += 1
    decisions.drafts.append(Draft(known, key, entry, prepared, remarks))
    placed = known or Known(0, key, "", 0, None, 0, None, is_repaired=False)
    placed.fingerprint = entry.fingerprint
    shelf.put(placed)


def _take_away(known: Known | None, *, shelf: Shelf, decisions: Decisions) -> None:
    """A record that its source says to be deleted: one that we never had, or have no more, changes nothing."""
    if known is None or known.deleted_at is not None:
        decisions.tally.unchanged += 1
    else:
        decisions.tally.deleted += 1
        decisions.gone.append(known)
    if known is not None:
        shelf.put(known)
        decisions.met.append(known)
