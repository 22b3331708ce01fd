"""What the screens of reader directories and identity providers answer, to whom: a part of `url_table.py`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portee.kernel.actor import RoleKind
from portee.people.models import IdentityProvider, ReaderDirectory
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


def provider(world: Any, place: str) -> Mapping[str, Any]:
    """Who says, for the library of the place, who somebody is; offered, but on an address that is not called."""
    found, _ = IdentityProvider.objects.get_or_create(
        establishment=world.nodes[LIBRARY[place]],
        defaults={
            "name": "Town",
            "issuer": "https://127.0.0.1:9",
            "client_id": "portee",
            "is_offered": True,
        },
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

PROVIDER_ROWS = {
    path.replace("annuaires/", "identites/"): replace(
        row, values=provider if "<int:pk>" in path else row.values
    )
    for path, row in DIRECTORY_ROWS.items()
}
