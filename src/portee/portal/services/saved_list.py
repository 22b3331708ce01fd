"""Keeping lists of resources in an account: begun, added to, ordered, noted, forgotten.

What each number is today is read in `queries/saved_list.py`. Bounds are those of lists in a browser (docs/adr/0031).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.errors import DomainError
from portee.portal.models import SavedList
from portee.portal.models.saved_list import LONGEST_NAME, LONGEST_NOTE, SavedEntry
from portee.portal.queries.shared_list import LARGEST_ID, MOST_ENTRIES

MOST_LISTS: Final = 20


class ListNotKeptError(DomainError):
    """There are too many lists, or the list is full."""

    code = "portal.list_not_kept"


def keep_list(
    *, account_id: int, name: str, entries: Sequence[SavedEntry], at: datetime
) -> SavedList:
    """Begin a list, with what is already in it. Raises ListNotKeptError."""
    with transaction.atomic():
        if SavedList.objects.filter(account_id=account_id).count() >= MOST_LISTS:
            raise ListNotKeptError(
                _("You have twenty lists, which is the most. Forget one of them first.")
            )
        kept = SavedList(account_id=account_id, name=_one_line(name), changed_at=at)
        kept.saved_entries = _bounded(entries)
        kept.save(force_insert=True)
        return kept


def add_entry(*, account_id: int, list_id: int, resource_id: int, at: datetime) -> bool:
    """Put a resource at the end; whether there is such a list. What is there already stays where it is.

    Raises ListNotKeptError when the list is full.
    """

    def added(entries: list[SavedEntry]) -> list[SavedEntry]:
        if any(entry.id == resource_id for entry in entries):
            return entries
        if len(entries) >= MOST_ENTRIES:
            raise ListNotKeptError(_("This list is full: it holds a hundred documents."))
        return [*entries, SavedEntry(resource_id)]

    return _change(account_id, list_id, at, added)


def remove_entry(*, account_id: int, list_id: int, resource_id: int, at: datetime) -> bool:
    """Take a resource out; whether there is such a list."""
    return _change(
        account_id, list_id, at, lambda entries: [one for one in entries if one.id != resource_id]
    )


def move_entry(*, account_id: int, list_id: int, resource_id: int, by: int, at: datetime) -> bool:
    """Move a resource by so many places, as far as the list goes; whether there is such a list."""

    def moved(entries: list[SavedEntry]) -> list[SavedEntry]:
        place = next((index for index, one in enumerate(entries) if one.id == resource_id), None)
        if place is None:
            return entries
        rest = entries[:place] + entries[place + 1 :]
        there = max(0, min(len(rest), place + by))
        return [*rest[:there], entries[place], *rest[there:]]

    return _change(account_id, list_id, at, moved)


def write_note(*, account_id: int, list_id: int, resource_id: int, note: str, at: datetime) -> bool:
    """Write a note beside a resource; whether there is such a list."""
    text = note.replace("\r\n", "\n").strip()[:LONGEST_NOTE]
    return _change(
        account_id,
        list_id,
        at,
        lambda entries: [
            SavedEntry(one.id, text) if one.id == resource_id else one for one in entries
        ],
    )


def rename_list(*, account_id: int, list_id: int, name: str, at: datetime) -> bool:
    """Call it otherwise; whether there is such a list. An empty name changes nothing."""
    own = SavedList.objects.filter(account_id=account_id, pk=list_id)
    words = _one_line(name)
    return bool(own.update(name=words, changed_at=at) if words else own.count())


def forget_list(*, account_id: int, list_id: int) -> bool:
    """Forget it; whether there was such a list."""
    return bool(SavedList.objects.filter(account_id=account_id, pk=list_id).delete()[0])


def _change(
    account_id: int,
    list_id: int,
    at: datetime,
    change: Callable[[list[SavedEntry]], list[SavedEntry]],
) -> bool:
    # The row is locked while it is read and written: two windows of one person do not undo each other.
    with transaction.atomic():
        kept = (
            SavedList.objects.select_for_update().filter(account_id=account_id, pk=list_id).first()
        )
        if kept is None:
            return False
        entries = kept.saved_entries
        changed = change(entries)
        if changed != entries:
            kept.saved_entries = changed
            kept.changed_at = at
            kept.save(update_fields=["entries", "changed_at"])
        return True


def _bounded(entries: Sequence[SavedEntry]) -> list[SavedEntry]:
    kept: dict[int, SavedEntry] = {}
    for entry in entries:
        if 0 < entry.id <= LARGEST_ID:
            kept.setdefault(entry.id, SavedEntry(entry.id, entry.note.strip()[:LONGEST_NOTE]))
    return list(kept.values())[:MOST_ENTRIES]


def _one_line(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]
