"""Erasing what the register declares of people, apart from what goes with their accounts."""

from collections.abc import Sequence

from portee.kernel.jobs import enqueue
from portee.kernel.personal_data.declaration import Erased, Person
from portee.kernel.personal_data.register import declarations, traces
from portee.kernel.tasks import overwrite_freed_pages


def erase_apart(people: Sequence[Person]) -> int:
    """Delete or empty, in the caller's transaction, what no cascade would; how many rows."""
    return sum(
        declaration.erase(people)
        for declaration in declarations()
        if declaration.erased is Erased.APART and declaration.erase is not None
    )


def erase_traces(people: Sequence[Person]) -> int:
    """Delete what lies outside the tables; called once the erasure is committed, since files do not roll back."""
    return sum(erase(people) for erase in traces())


def overwrite_later() -> None:
    """Have the database file forget what was deleted, once the caller's transaction is committed."""
    enqueue(overwrite_freed_pages)
