"""What a record brings to the question whether it describes the same resource as another."""

import re
from dataclasses import dataclass
from typing import Final

from portee.catalogue.matching.identifiers import StrongIdentifier, strong_identifiers
from portee.kernel.ordering import search_key
from portee.protocols.description import Description, Title, Years

_NUMBER: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"\b[ivxlc]+\b")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Folded titles, the number of the volume, the numbers in the title, the years, the type, the identifiers.

    `titles` holds the title proper alone, then with the rest of it; `volume` is empty for a whole. `numbers` are those
    of the whole title: « épisodes 65 à 73 » is not « épisodes 82 à 89 », however alike the words. `remainder` is the
    rest of the title proper, which tells the discs of a set apart.
    """

    titles: tuple[str, ...]
    volume: str
    numbers: frozenset[str]
    remainder: str
    years: Years | None
    kind: str
    identifiers: tuple[StrongIdentifier, ...]


def evidence_of(description: Description, *, kind: str) -> Evidence:
    """What this description brings; `kind` is its type in our vocabulary."""
    titles: dict[str, None] = {}
    volume = remainder = ""
    numbers: set[str] = set()
    for title in description.titles:
        if title.kind not in {"proper", "parallel", "uniform", "original"}:
            continue
        if title.kind == "proper":
            volume = volume or volume_of(title)
            remainder = remainder or search_key(title.remainder)
            numbers.update(_NUMBER.findall(f"{title.text} {title.remainder}"))
        titles[search_key(title.text)] = None
        if title.remainder:
            titles[search_key(f"{title.text} {title.remainder}")] = None
        if title.part_name:
            titles[search_key(f"{title.text} {title.part_name}")] = None
    titles.pop("", None)
    return Evidence(
        titles=tuple(titles),
        volume=volume,
        numbers=frozenset(numbers),
        remainder=remainder,
        years=description.years,
        kind=kind,
        identifiers=strong_identifiers(description.identifiers),
    )


def volume_of(title: Title) -> str:
    """The number of a part in one spelling: « Tome III », « 3 » and « vol. 3 » are the same; else its folded words."""
    words = search_key(title.part_number)
    if not words:
        return search_key(title.part_name)
    if number := _NUMBER.search(words):
        return str(int(number[0]))
    if roman := _ROMAN.search(words):
        return str(_roman(roman[0]))
    return words


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-one if one < then else one for one, then in zip(values, following, strict=True))
