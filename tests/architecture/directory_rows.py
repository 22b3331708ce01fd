"""What the screen of reader directories answers, to whom: a part of `url_table.py`."""

from collections.abc import Mapping
from typing import Any

from portee.kernel.actor import RoleKind
from portee.people.models import ReaderDirectory
from tests.architecture.url_rules import Answer, Row, for_roles, for_rows_of

PAGE, ELSEWHERE, ABSENT = Answer.PAGE, Answer.ELSEWHERE, Answer.ABSENT
MANAGER = RoleKind.NETWORK_MANAGER
LIBRARY = {"here": "valley-library", "there": "hills-library"}


def directory(world: Any, place: str) -> Mapping[str, Any]:
    """How the readers of the library of the place are known."""
    found, _ = ReaderDirectory.objects.get_or_create(
        establishment=world.nodes[LIBRARY[place]], defaults={"kind": "local"}
    )
    return {"pk": found.pk}


_LIST = Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=Answer.NOT_THIS_WAY))

DIRECTORY_ROWS = {
    "annuaires/": _LIST,
    "annuaires/results/": _LIST,
    "annuaires/new/": Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=PAGE)),
    "annuaires/inspect/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE, others=ABSENT),
        for_rows_of(MANAGER, then=PAGE, others=ABSENT),
        values=directory,
    ),
    "annuaires/edit/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE), for_rows_of(MANAGER, then=PAGE), values=directory
    ),
    "annuaires/delete/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE, others=ABSENT),
        for_rows_of(MANAGER, then=ELSEWHERE, others=ABSENT),
        values=directory,
    ),
}
