"""The establishments whose readers may sign in with their card."""

from dataclasses import dataclass
from typing import Final

from portee.network.api import list_establishments, search_establishments
from portee.people.models import ASKED_KINDS, ReaderDirectory

SHOWN_AT_ONCE: Final = 8
"""Up to here the list is shown without asking anything first."""
MOST_PLACES: Final = 50


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Who knows the readers: its directory, and the name by which they know it."""

    directory_id: int
    name: str


@dataclass(frozen=True, slots=True)
class CardChoice:
    """The establishments to choose from; `must_search` when there are too many to show them all unasked."""

    text: str
    found: tuple[CardPlace, ...]
    must_search: bool
    is_whole_list: bool


def has_card_directories() -> bool:
    """Whether anybody can sign in with a card. One query."""
    return ReaderDirectory.objects.filter(kind__in=ASKED_KINDS).exists()


def choose_directory(text: str, *, is_whole_list: bool, chosen: str = "") -> CardChoice:
    """Those that know the readers of the commune typed, or all; and the one already chosen. Two or three queries.

    A place is looked after by the nearest directory at or above it: one that has its own does not share another's.
    """
    rows = ReaderDirectory.objects.values_list(
        "establishment__path", "establishment_id", "pk", "kind"
    )
    nearest = {path: (place_id, pk, kind in ASKED_KINDS) for path, place_id, pk, kind in rows}
    asked = {place_id: pk for place_id, pk, is_asked in nearest.values() if is_asked}
    must_search = len(asked) > SHOWN_AT_ONCE
    if must_search and not is_whole_list:
        wanted = {pk for pk in asked.values() if str(pk) == chosen}
        wanted |= _looking_after(text, nearest) if text else set()
        asked = {place_id: pk for place_id, pk in asked.items() if pk in wanted}
    found = tuple(
        CardPlace(asked[place.id], place.full_name)
        for place in (list_establishments(ids=asked) if asked else ())
    )
    return CardChoice(text, found, must_search, is_whole_list)


def _looking_after(text: str, nearest: dict[str, tuple[int, int, bool]]) -> set[int]:
    """The directories that know the readers of the places found by these words."""
    found = set()
    for place in search_establishments(text, limit=MOST_PLACES):
        above = [path for path in nearest if place.path.startswith(path)]
        if above and nearest[max(above, key=len)][2]:
            found.add(nearest[max(above, key=len)][1])
    return found
