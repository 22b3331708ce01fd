"""Words one edit apart: a letter more, a letter less, another letter, two letters swapped."""

from typing import Final

LETTERS_CORRECTED: Final = range(3, 25)
"""Lengths of the words that others are corrected to; shorter ones have too many neighbours."""


def is_word(term: str) -> bool:
    """Whether a term of the index is one that another may be corrected to: numbers are not."""
    return len(term) in LETTERS_CORRECTED and term.isalpha()


def is_one_edit_away(one: str, other: str) -> bool:
    """Whether exactly one edit makes one term of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) != len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = long[start + 1 : start + 2] + long[start]
    return short[start : start + 2] == swapped and short[start + 2 :] == long[start + 2 :]
