"""Sort keys: one number or one text per order, which no two documents share.

Ascending keys give the order, whatever it is: every engine sorts one way only, and a cursor is the last key seen.
What is not known comes last in every order.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.port import CursorError, Document, Sort
from portee.catalogue.search.port.document import MAX_ID, MAX_YEAR

Key = int | str

TITLE_CHARACTERS: Final = 60
"""What of a title counts in its order; two that agree so far follow their ids."""

_ID_BITS: Final = MAX_ID.bit_length()
_UNKNOWN_YEAR: Final = 2 * MAX_YEAR + 1
_LAST_DAY: Final = 3_652_060
"""One more than the last day Python knows, 31 December 9999."""


def newest_key(document: Document) -> int:
    """Latest year first, then latest id."""
    years = _UNKNOWN_YEAR if document.year is None else MAX_YEAR - document.year
    return years << _ID_BITS | (MAX_ID - document.id)


def oldest_key(document: Document) -> int:
    """Earliest year first, then earliest id."""
    years = _UNKNOWN_YEAR if document.year is None else document.year + MAX_YEAR
    return years << _ID_BITS | document.id


def added_key(document: Document) -> int:
    """Latest arrival first, then latest id."""
    day = document.added_date
    days = _LAST_DAY if day is None else _LAST_DAY - day.toordinal()
    return days << _ID_BITS | (MAX_ID - document.id)


def title_key(document: Document) -> str:
    """Titles in alphabetical order without accents, then earliest id."""
    return title_key_of(" ".join(exact_terms(document.sort_title)), document.id)


def title_key_of(terms: str, document_id: int) -> str:
    """The key of a title by its exact terms, joined by spaces: `suite.anglaise-00000000012`.

    A hyphen sorts before a point, and both before any letter: the shorter title comes first. No other sign is in a
    key, which engines must be able to write in a range.
    """
    title = terms[:TITLE_CHARACTERS].replace(" ", ".")
    if "#" in title or "+" in title:
        title = _NOT_WORD.sub("", title)
    return f"{title or _LAST_TITLE}-{document_id:011d}"


_NOT_WORD: Final = re.compile(r"[^\w.]")
_LAST_TITLE: Final = "\U0002a6d6"
"""A letter after all those of titles."""

_KEYS: Final[Mapping[Sort, Callable[[Document], Key]]] = {
    Sort.NEWEST: newest_key,
    Sort.OLDEST: oldest_key,
    Sort.ADDED: added_key,
    Sort.TITLE: title_key,
}


def sort_key(document: Document, sort: Sort) -> Key:
    """The key of a document in an order other than relevance. Raises KeyError for relevance."""
    return _KEYS[sort](document)


_TITLE_KEY: Final = re.compile(r"[\w.]{1,60}-\d{11}")


def read_key(text: str, sort: Sort) -> Key:
    """Read a key that a cursor carried. Raises CursorError when it can be none."""
    if sort is Sort.TITLE:
        if not _TITLE_KEY.fullmatch(text):
            raise CursorError("This is no cursor.")
        return text
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        raise CursorError("This is no cursor.")
    return int(text)
