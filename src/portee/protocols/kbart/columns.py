"""The names of the columns, as standard and as written."""

import re
from functools import lru_cache

from portee.protocols.statements import plain

Cells = dict[str, str]
"""The cells of a row under the standard names of their columns, blanks taken off."""

_OTHERS = re.compile(r"[^a-z0-9]+")
_VARIANTS = {
    "title": "publication_title",
    "journal_title": "publication_title",
    "isbn": "print_identifier",
    "issn": "print_identifier",
    "print_issn": "print_identifier",
    "print_isbn": "print_identifier",
    "online_issn": "online_identifier",
    "online_isbn": "online_identifier",
    "eissn": "online_identifier",
    "url": "title_url",
    "publisher": "publisher_name",
    "best_ppn": "bestppn",
    "ppn": "bestppn",
    "oclc": "oclc_number",
}


def cells_of(header: list[str], row: list[str]) -> Cells:
    """Give the cells by column. The standard name wins over a variant of it; the first of two alike wins."""
    cells: Cells = {}
    variants: Cells = {}
    for (name, variant), text in zip(_names(tuple(header)), row, strict=False):
        if not text:
            continue
        if variant:
            variants.setdefault(variant, plain(text))
        elif name and not cells.get(name):
            cells[name] = plain(text)
    return {**variants, **cells}


@lru_cache(maxsize=64)
def _names(header: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give each column's name in small letters, and the standard one that it is a variant of; empty: none."""
    names = (_OTHERS.sub("_", written.lower()).strip("_") for written in header)
    return tuple((name, _VARIANTS.get(name, "")) for name in names)
