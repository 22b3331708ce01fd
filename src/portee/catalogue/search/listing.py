"""Where a heading stands in its list from A to Z, the same for every engine."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Final

from portee.catalogue.search.port.headings import FIGURES, OTHERS

LONGEST_BEGINNING: Final = 3
"""Letters by which a list is entered; a page of it holds what begins by more."""

ORDER_CHARACTERS: Final = 120
"""What of the terms of a heading counts in its order; those that agree so far follow their writing."""

_LAST: Final = "\U0002a6d6"
"""A letter after all those of headings."""


def order_of(exact_terms: Sequence[str], text: str) -> str:
    """The key of a heading in its list: word by word, without accents; then as it is written.

    « Martin, Paul » comes before « Martinez, Ana »: a hyphen sorts before a point, and both before any letter.
    """
    return f"{'.'.join(exact_terms)[:ORDER_CHARACTERS] or _LAST}-{text}"


def beginnings_of(exact_terms: Sequence[str]) -> tuple[str, ...]:
    """The beginnings under which a heading is listed: `b`, `ba`, `bac`; one alone for figures and other alphabets."""
    first = exact_terms[0] if exact_terms else ""
    if first[:1].isdecimal():
        return (FIGURES,)
    letters = 0
    while letters < min(len(first), LONGEST_BEGINNING) and first[letters] in ascii_lowercase:
        letters += 1
    return tuple(first[:end] for end in range(1, letters + 1)) or (OTHERS,)


def next_beginnings(begins: str) -> tuple[str, ...]:
    """The beginnings that are one letter longer, in the order of the alphabet."""
    if begins in {FIGURES, OTHERS} or len(begins) >= LONGEST_BEGINNING:
        return ()
    longer = tuple(begins + letter for letter in ascii_lowercase)
    return longer if begins else (*longer, FIGURES, OTHERS)
