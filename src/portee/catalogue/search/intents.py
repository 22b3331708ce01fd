"""What a query is also about: an ISBN, an instrument, a level, an establishment's name, offered as filters.

Nothing is filtered unasked: a reader who types « violoncelle 2e cycle » is shown the words' result, and offered the
instrument and the level. Pure functions over our vocabularies and over the names they are given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from portee.catalogue.search.analysis import exact_terms, is_stop_word
from portee.catalogue.search.analysis.normalisation import isbn_13
from portee.catalogue.search.port import FacetName
from portee.catalogue.search.port.document import PATH_SEPARATOR
from portee.catalogue.vocabularies import Vocabulary, vocabulary

LONGEST: Final = 8
"""Words looked at together: « conservatoire à rayonnement régional de la ville de … »."""

MAX_WORDS: Final = 40

FACETS: Final = (FacetName.LEVEL, FacetName.INSTRUMENT)
"""Facets whose words readers type; those of others are too common to be meant."""


class IntentKind(StrEnum):
    """`FILTER`: a value of a facet. `ISBN`: one book."""

    FILTER = "filter"
    ISBN = "isbn"


@dataclass(frozen=True, slots=True)
class Intent:
    """Something recognised. `value` is a path of the facet, or thirteen digits; `rest` is what else was typed."""

    kind: IntentKind
    value: str
    label: str
    rest: str
    facet: FacetName | None = None


def path_of(listed: Vocabulary, code: str) -> str:
    """A code with its families before it, as facets hold it."""
    return PATH_SEPARATOR.join((*reversed(listed.ancestors(code)), code))


def recognised(
    text: str, *, language: str = "fr", establishments: Mapping[str, str] | None = None
) -> tuple[Intent, ...]:
    """What is recognised in a query, longest run of words first; each word serves once.

    `establishments`: the name of each path of the facet of establishments.
    """
    words = text.split()[:MAX_WORDS]
    names = {_terms_of_name(name): (path, name) for path, name in (establishments or {}).items()}
    taken: set[int] = set()
    found: list[Intent] = []
    for start, end in _runs(len(words)):
        if taken.isdisjoint(range(start, end)):
            rest = " ".join((*words[:start], *words[end:]))
            intent = _recognise(words[start:end], rest, names, language)
            if intent is not None:
                found.append(intent)
                taken.update(range(start, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def _terms_of_name(name: str) -> tuple[str, ...]:
    """The words of an establishment's name: the same names come with every query of a network."""
    return tuple(exact_terms(name))


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(LONGEST, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


def _recognise(
    run: list[str], rest: str, names: Mapping[tuple[str, ...], tuple[str, str]], language: str
) -> Intent | None:
    shown = " ".join(run).strip('.,;:!?()[]«»"“” ')
    number = isbn_13(shown) if shown[-1:].isalnum() and shown[:1].isdecimal() else ""
    if number:
        return Intent(IntentKind.ISBN, number, shown, rest)
    terms = tuple(exact_terms(shown))
    if all(is_stop_word(term) for term in terms):
        return None
    if terms in names:
        path, name = names[terms]
        return Intent(IntentKind.FILTER, path, name, rest, FacetName.ESTABLISHMENT)
    for facet in FACETS:
        listed = vocabulary(facet)
        code = listed.from_words(shown)
        if code:
            label = listed.label(code, language)
            return Intent(IntentKind.FILTER, path_of(listed, code), label, rest, facet)
    return None
