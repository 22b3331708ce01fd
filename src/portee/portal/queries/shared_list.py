"""A visitor's list as a link carries it: numbers of resources, in order, and nothing about the visitor."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from portee.catalogue.api import resource_cards, resource_standings
from portee.portal.queries.search_hit import ResultHit

MOST_ENTRIES: Final = 100
"""Resources of one list: more than anybody reads aloud, and an address that every messenger carries."""

LARGEST_ID: Final = 2**63 - 1
"""No database counts further."""

_NUMBER = re.compile(r"[0-9]{1,19}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One line of a list. `hit` is none when the resource is gone; `title` is then what it was called.

    `asked` are the numbers by which the link named it: several when resources of the list were merged.
    """

    id: int
    title: str
    asked: tuple[int, ...]
    hit: ResultHit | None

    @property
    def names(self) -> str:
        """The numbers that it was asked by, as the page's own script looks for them."""
        return " ".join(map(str, self.asked))


@dataclass(frozen=True, slots=True)
class SharedList:
    """The lines in order. `is_cut`: the link named more than a list holds; `unknown` numbers never were resources."""

    entries: Sequence[ListEntry] = ()
    is_cut: bool = False
    unknown: int = 0

    @property
    def numbers(self) -> str:
        """What a link to this list says: the numbers of today, living or gone."""
        return ",".join(str(entry.id) for entry in self.entries)


def read_numbers(values: Iterable[str]) -> list[int]:
    """The numbers that an address names, each once, in order; whatever is no number is left out."""
    words = (word.strip() for value in values for word in value.split(","))
    numbers = (int(word) for word in words if _NUMBER.match(word))
    return list(dict.fromkeys(number for number in numbers if 0 < number <= LARGEST_ID))


def read_shared_list(numbers: Sequence[int], *, language: str) -> SharedList:
    """The list that these numbers name. Four SQL queries, whatever its length."""
    kept = numbers[:MOST_ENTRIES]
    standings = resource_standings(kept)
    asked: dict[int, list[int]] = {}
    for number in kept:
        if number in standings:
            asked.setdefault(standings[number].id, []).append(number)
    cards = resource_cards(asked, language=language)
    entries = [
        ListEntry(
            id=pk,
            title=standings[by[0]].title,
            asked=tuple(by),
            hit=ResultHit(cards[pk], is_here=False) if pk in cards else None,
        )
        for pk, by in asked.items()
    ]
    return SharedList(entries, len(numbers) > MOST_ENTRIES, len(kept) - len(standings))


def living_of(numbers: Sequence[int]) -> list[int]:
    """The numbers of today of the resources of a list, in order. One SQL query."""
    kept = numbers[:MOST_ENTRIES]
    standings = resource_standings(kept)
    return list(dict.fromkeys(standings[one].id for one in kept if one in standings))
