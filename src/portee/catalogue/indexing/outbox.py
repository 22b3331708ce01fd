"""What the index has yet to learn: rows written with the change itself, in one transaction, and read in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portee.catalogue.models import IndexChange, IndexState
from portee.catalogue.services.catalogue_lock import current_generation
from portee.catalogue.storage.rows import insert_rows


def note_changes(resource_ids: Iterable[int]) -> None:
    """Have the index write these resources again, in the transaction that changes them.

    The caller holds the lock of the catalogue.
    """
    insert_rows(IndexChange, ("resource_id",), [(one,) for one in resource_ids])


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an index is: of which database, at which generation of the catalogue, after which change."""

    lineage: str
    generation: int
    change: int

    def __str__(self) -> str:
        return f"{self.lineage}:{self.generation}:{self.change}"

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """A mark as an index keeps it; None for what is none of ours."""
        lineage, _, numbers = text.partition(":")
        generation, _, change = numbers.partition(":")
        if not generation.isdecimal() or not change.isdecimal():
            return None
        return cls(lineage=lineage, generation=int(generation), change=int(change))


def index_state() -> IndexState:
    """The row of the index, made at the first call."""
    return IndexState.objects.get_or_create(pk=1)[0]


def sign_as_indexer(*, at: datetime) -> None:
    """Leave a sign of life of the indexer."""
    IndexState.objects.filter(pk=1).update(indexer_seen_at=at)


def is_followed(mark: Mark | None) -> bool:
    """Whether an index of that mark can be brought up to date by the changes since.

    Not when it is one of another database, nor when the database was put back to an earlier day.
    """
    if mark is None or mark.lineage != index_state().lineage:
        return False
    return mark.generation <= current_generation()


def changes_after(change: int, *, limit: int) -> list[tuple[int, int]]:
    """The next changes, in order: id of the change, id of the resource."""
    rows = IndexChange.objects.filter(pk__gt=change).order_by("pk")
    return list(rows.values_list("pk", "resource_id")[:limit])


def count_waiting(change: int) -> int:
    """How many changes an index has not heard of."""
    return IndexChange.objects.filter(pk__gt=change).count()


def forget_changes(*, up_to: int) -> None:
    """Drop what the live index knows."""
    IndexChange.objects.filter(pk__lte=up_to).delete()
