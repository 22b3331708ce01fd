"""The counts of facets that a page of results shows: those at the top, and those of the families it opens.

An engine counts one family of a facet in one query, so that each depth opened costs one more; facets opened together
share it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from portee.catalogue.api import (
    HIERARCHICAL,
    Bounds,
    FacetCount,
    FacetName,
    FacetWanted,
    Query,
    Result,
    family_of,
    only_root,
    values_named,
    with_families,
)
from portee.portal.queries.search_question import SearchQuestion

Family = tuple[FacetName, str]
Ask = Callable[[Query], Result]

SHOWN: Final[Mapping[FacetName, int]] = {
    FacetName.ACCESS: 4,
    FacetName.TYPE: 10,
    FacetName.DISCIPLINE: 10,
    FacetName.LEVEL: 12,
    FacetName.INSTRUMENT: 10,
    FacetName.AUDIENCE: 10,
    FacetName.LANGUAGE: 8,
    FacetName.DATE: 8,
    FacetName.ESTABLISHMENT: 12,
    FacetName.SUBJECT: 8,
    FacetName.SOURCE: 8,
}
"""The facets of a page, in its order, and how many values each shows before somebody looks inside it."""

YEARS: Final = (
    Bounds(None, 1799),
    Bounds(1800, 1899),
    Bounds(1900, 1949),
    Bounds(1950, 1999),
    Bounds(2000, 2009),
    Bounds(2010, 2019),
    Bounds(2020, None),
)
"""The ranges offered: centuries where there is little, decades where there is much."""

MOST_COUNTED: Final = 1_000
"""Values of a facet without families, among which somebody looks for a word."""

MOST_FAMILIES: Final = 6
"""Families of one facet counted on one page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted: at the top of each facet, in each family opened, in the reader's own establishment."""

    top: Mapping[FacetName, tuple[FacetCount, ...]]
    families: Mapping[Family, tuple[FacetCount, ...]]
    at_home: int = 0


def facets_wanted(question: SearchQuestion) -> tuple[FacetWanted, ...]:
    """What the first query of a page counts."""
    return tuple(
        FacetWanted(facet, ranges=tuple(dict.fromkeys((*YEARS, *question.years))))
        if facet is FacetName.DATE
        else FacetWanted(
            facet,
            limit=MOST_COUNTED if facet in question.sought else limit,
            under=only_root(facet),
        )
        for facet, limit in SHOWN.items()
    )


def count_families(
    question: SearchQuestion, query: Query, *, ask: Ask, language: str
) -> dict[Family, tuple[FacetCount, ...]]:
    """Count the members of the families that the page opens."""
    asked = dict.fromkeys((*_opened(question), *_sought(question, language)))
    by_facet: dict[FacetName, list[str]] = {}
    for facet, family in asked:
        by_facet.setdefault(facet, []).append(family)
    found: dict[Family, tuple[FacetCount, ...]] = {}
    for together in zip_longest(*(_few(facet, names) for facet, names in by_facet.items())):
        wanted = [one for one in together if one is not None]
        result = ask(_only_counting(query, wanted))
        found.update(
            ((facet, family), _members(result.facets[facet], family)) for facet, family in wanted
        )
    return found


def counts_at_top(result: Result) -> dict[FacetName, tuple[FacetCount, ...]]:
    """The counts of the first query, those of each facet's own top alone."""
    return {
        facet: _members(counts, only_root(facet)) if facet in HIERARCHICAL else counts
        for facet, counts in result.facets.items()
    }


def _members(counts: tuple[FacetCount, ...], family: str) -> tuple[FacetCount, ...]:
    """Without what an engine adds because it is chosen: that stands in its own family, which is opened."""
    return tuple(one for one in counts if family_of(one.value) == family)


def count_at(home: str, query: Query, *, ask: Ask) -> int:
    """How much of the result the reader's own establishment has."""
    family = (FacetName.ESTABLISHMENT, family_of(home))
    counts = ask(_only_counting(query, [family])).facets[FacetName.ESTABLISHMENT]
    return next((one.count for one in counts if one.value == home), 0)


def _few(facet: FacetName, families: list[str]) -> Iterator[Family]:
    return islice(((facet, family) for family in families), MOST_FAMILIES)


def _only_counting(query: Query, wanted: Iterable[Family]) -> Query:
    return Query(
        text=query.text,
        filters=query.filters,
        facets=tuple(
            FacetWanted(facet, limit=MOST_COUNTED, under=family) for facet, family in wanted
        ),
        access=query.access,
        limit=0,
        may_correct=False,
    )


def _opened(question: SearchQuestion) -> Iterator[Family]:
    """The families opened by hand, and those above what is chosen: a choice is never hidden."""
    for facet, value in question.opened:
        yield from ((facet, family) for family in _below_root(facet, with_families(value)))
    for facet, values in question.chosen.items():
        for value in values:
            yield from ((facet, one) for one in _below_root(facet, with_families(value)[:-1]))


def _below_root(facet: FacetName, families: tuple[str, ...]) -> Iterator[str]:
    root = only_root(facet)
    return (family for family in families if family != root)


def _sought(question: SearchQuestion, language: str) -> Iterator[Family]:
    """The families that hold what is looked for inside a facet."""
    for facet, text in question.sought.items():
        families = (family_of(value) for value in values_named(facet, text, language=language))
        yield from ((facet, family) for family in dict.fromkeys(families))
