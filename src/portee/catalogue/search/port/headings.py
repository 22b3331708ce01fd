"""The lists of headings, from A to Z: what is asked of them, and what is answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portee.catalogue.search.port.result import Suggestion, SuggestionKind

MOST_HEADINGS: Final = 200
FIGURES: Final = "0"
"""How every heading begins whose first sign is a figure."""

OTHERS: Final = "~"
"""How every heading begins whose first letter is not one of a to z: other alphabets, signs."""

_BEGINNING: Final = re.compile(rf"[a-z]{{0,3}}|{FIGURES}|{OTHERS}")


@dataclass(frozen=True, slots=True)
class HeadingsWanted:
    """A stretch of the headings of one kind that begin so, without accents or capitals: `b`, `ba`, `bac`, nothing.

    `limit` of them from the one at `offset`, in alphabetical order; none of them when only counts are wanted.
    """

    kind: SuggestionKind
    begins: str = ""
    limit: int = 100
    offset: int = 0

    def __post_init__(self) -> None:
        """Refuse what no list could hold."""
        if self.kind is SuggestionKind.RESOURCE:
            raise ValueError("Resources are no headings.")
        if not _BEGINNING.fullmatch(self.begins):
            raise ValueError("A heading is listed by one to three letters of a to z.")
        if not 0 <= self.limit <= MOST_HEADINGS or self.offset < 0:
            raise ValueError(f"A list gives from 0 to {MOST_HEADINGS} headings.")


@dataclass(frozen=True, slots=True)
class Headings:
    """A stretch of a list. `beginnings`: how many headings there are for each letter more, those with any.

    `total` and `beginnings` may count headings that no document bears any more, until the index is rebuilt; `lines`
    leave them out, so that a stretch may be shorter than asked.
    """

    total: int
    lines: tuple[Suggestion, ...]
    beginnings: Mapping[str, int]
