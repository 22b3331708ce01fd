"""The families of facets: what stands under a value, and which values have a word in their name."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from portee.catalogue.indexing.names import establishment_names
from portee.catalogue.queries.facet_labels import IN_VOCABULARIES, last_code
from portee.catalogue.search.intents import path_of
from portee.catalogue.search.port import FacetName
from portee.catalogue.search.port.document import HIERARCHICAL, PATH_SEPARATOR, with_families
from portee.catalogue.vocabularies import vocabulary
from portee.kernel.ordering import search_key

MOST_FOUND: Final = 40
"""Values that a search inside a facet gives: who wants more types one more letter."""


def has_members(facet: FacetName, value: str) -> bool:
    """Whether other values stand under this one."""
    if facet not in HIERARCHICAL:
        return False
    if facet is FacetName.ESTABLISHMENT:
        return value in _above(tuple(establishment_names()))
    return value in _above(_paths(facet))


def family_of(value: str) -> str:
    """The path just above a value, empty at the top."""
    return value.rpartition(PATH_SEPARATOR)[0]


def only_root(facet: FacetName) -> str:
    """The one value at the top of a facet, that narrows nothing; empty when there are several, or none."""
    if facet is not FacetName.ESTABLISHMENT:
        return ""
    tops = [path for path in establishment_names() if PATH_SEPARATOR not in path]
    return tops[0] if len(tops) == 1 else ""


def establishment_value(code: str) -> str:
    """The value of the facet that stands for the establishment of that code; empty when there is none."""
    return next((path for path in establishment_names() if last_code(path) == code), "")


def most_precise(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values without those of which a member is there too: who adds the member means it, not the family."""
    above = {family for value in values for family in with_families(value)[:-1]}
    return tuple(dict.fromkeys(value for value in values if value not in above))


def in_order(facet: FacetName, values: Iterable[str]) -> tuple[str, ...]:
    """The values as the vocabulary orders them: cycles of study follow each other, whatever their counts."""
    places = {path: place for place, path in enumerate(_paths(facet))}
    return tuple(sorted(values, key=lambda value: places.get(value, len(places))))


def values_named(facet: FacetName, text: str, *, language: str) -> tuple[str, ...]:
    """The values of a facet of families whose name holds every word, those that begin with them first."""
    words = search_key(text).split()
    if not words or facet not in HIERARCHICAL:
        return ()
    found = [
        (not name.startswith(words[0]), name, path)
        for path, name in _searched(facet, language)
        if all(word in name for word in words)
    ]
    return tuple(path for _is_inside, _name, path in sorted(found)[:MOST_FOUND])


def _searched(facet: FacetName, language: str) -> Iterator[tuple[str, str]]:
    if facet is FacetName.ESTABLISHMENT:
        return ((path, search_key(name)) for path, name in establishment_names().items())
    return iter(_keys(facet, language))


@lru_cache(maxsize=32)
def _keys(facet: FacetName, language: str) -> tuple[tuple[str, str], ...]:
    listed = vocabulary(facet)
    return tuple(
        (path_of(listed, code), search_key(listed.label(code, language))) for code in listed.codes
    )


@cache
def _paths(facet: FacetName) -> tuple[str, ...]:
    listed = vocabulary(facet) if facet in IN_VOCABULARIES else None
    return tuple(path_of(listed, code) for code in listed.codes) if listed else ()


@lru_cache(maxsize=32)
def _above(paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(family_of(path) for path in paths)
