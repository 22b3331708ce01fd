"""Single terms: what our vocabularies make of one, and how one that they do not know is counted."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.protocols.description import Term

Unmapped = tuple[str, str]
"""Name of a vocabulary, value as written (a code is preceded by its scheme)."""

SILENT: Final = frozenset(
    {
        "",
        "und",
        "xxx",
        "zxx",
        "mis",
        "mul",
        "|||",
        "uu",
        "uuu",
        "u",
        "x",
        "y",
        "z",
        "zz",
        "xx",
        "0",
        "m",
    }
)
"""Codes that say « unknown », « several » or « not applicable »: neither mapped nor counted."""


@lru_cache(maxsize=65_536)
def find(name: str, term: Term) -> str:
    """The code of a term in a vocabulary, or an empty string."""
    return vocabulary(name).find(term)


def shown(term: Term) -> str:
    """A term as staff read it: its words, else its code after its scheme."""
    return term.text or f"{term.scheme} {term.code}"


def codes_of(name: str, terms: Iterable[Term], unmapped: list[Unmapped]) -> tuple[str, ...]:
    """The codes of terms, each once, in order; those unknown are added to `unmapped`."""
    codes: dict[str, None] = {}
    for term in terms:
        code = find(name, term)
        if code:
            codes[code] = None
        elif term.text or term.code.strip().lower() not in SILENT:
            unmapped.append((name, shown(term)))
    return tuple(codes)
