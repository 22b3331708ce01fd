"""The lists that a person keeps in their account, and one of them with what its numbers are today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portee.portal.models import SavedList, SavedSearch
from portee.portal.queries.shared_list import ListEntry, SharedList, read_shared_list


@dataclass(frozen=True, slots=True)
class SavedListLine:
    """A list among others; `count` is how many documents it holds."""

    id: int
    name: str
    count: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NotedEntry:
    """One line of a list with its note; `number` is the one that the list keeps, of a merged resource the former."""

    entry: ListEntry
    number: int
    note: str


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of the account. `shared` is the same as its link shows it, without the notes."""

    id: int
    name: str
    lines: Sequence[NotedEntry]
    shared: SharedList


@dataclass(frozen=True, slots=True)
class Kept:
    """How many lists and searches somebody keeps."""

    lists: int
    searches: int


def count_kept(account_id: int) -> Kept:
    """What a person keeps in the account. Two SQL queries."""
    return Kept(
        lists=SavedList.objects.filter(account_id=account_id).count(),
        searches=SavedSearch.objects.filter(account_id=account_id).count(),
    )


def own_lists(account_id: int) -> list[SavedListLine]:
    """The lists of a person, the last changed first. One SQL query."""
    return [
        SavedListLine(row.pk, row.name, len(row.entries), row.changed_at)
        for row in SavedList.objects.filter(account_id=account_id)
    ]


def own_list(account_id: int, list_id: int, *, language: str) -> OwnList | None:
    """One list of a person; none if it is not theirs. Five SQL queries, whatever its length."""
    kept = SavedList.objects.filter(account_id=account_id, pk=list_id).first()
    if kept is None:
        return None
    entries = kept.saved_entries
    shared = read_shared_list([entry.id for entry in entries], language=language)
    notes = {entry.id: entry.note for entry in entries}
    lines = [
        NotedEntry(
            entry=found,
            number=found.asked[0],
            note="\n".join(notes[number] for number in found.asked if notes.get(number)),
        )
        for found in shared.entries
    ]
    return OwnList(kept.pk, kept.name, lines, shared)
