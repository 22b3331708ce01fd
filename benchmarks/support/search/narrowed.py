"""What readers do to a result: several values of several facets, what they may open, one click from the first page."""

import random
import time
from collections.abc import Callable, Iterable

from benchmarks.support.search.contestant import FACET_VALUES, PAGE
from benchmarks.support.search.documents import ACCESS_CLASSES, SIZES_OF_FACETS, Catalogue
from benchmarks.support.search.promises import Promise, quantile
from portee.catalogue.indexing.landing import answered
from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Engine,
    FacetName,
    FacetWanted,
    Filter,
    Query,
)

ROUNDS = 3
GRANTS = 400
PERSONS_GRANTS = 60
MOST_OF_A_CLASS = 4
SELECTIVE = 0.01
"""A query is selective when it finds at most this share of the documents."""

CHOSEN = (FacetName.DISCIPLINE, FacetName.TYPE, FacetName.LANGUAGE)


def narrowed_promises(engine: Engine, catalogue: Catalogue, queries: list[str]) -> list[Promise]:
    """Measure each by processor time, at the 95th percentile of the queries."""
    joined = [_query(text, is_multiple=False) for text in queries]
    apart = [_query(text, is_multiple=True) for text in queries]
    several = _p95(engine.search, apart) / _p95(engine.search, joined)
    return [
        Promise("three multi-select facets, × conjunctive", several, most=3),
        Promise(
            f"access by {PERSONS_GRANTS} grants, selective queries, × no filter",
            _access(engine, catalogue, queries),
            most=2,
        ),
        Promise("first page and one click away, kept", _landing(engine), most=1, unit="ms"),
    ]


def _query(text: str, *, is_multiple: bool) -> Query:
    filters = tuple(Filter(one, tuple(f"{one[:3]}{n}" for n in range(3))) for one in CHOSEN)
    facets = tuple(
        FacetWanted(one, limit=FACET_VALUES, ignores_own_filter=is_multiple)
        for one in SIZES_OF_FACETS
    )
    return Query(text, filters=filters, facets=facets, limit=PAGE, may_correct=False)


def _access(engine: Engine, catalogue: Catalogue, queries: list[str]) -> float:
    """A class is a set of grants, and opens for whoever has one of them."""
    chance = random.Random(13)
    held = set(chance.sample(range(GRANTS), PERSONS_GRANTS))
    opened = frozenset(
        one
        for one in range(ACCESS_CLASSES)
        if held.intersection(chance.sample(range(GRANTS), chance.randint(1, MOST_OF_A_CLASS)))
    )
    facets = tuple(FacetWanted(one, limit=FACET_VALUES) for one in SIZES_OF_FACETS)
    plain = [Query(text, facets=facets, limit=PAGE, may_correct=False) for text in queries]
    selective = [one for one in plain if 0 < engine.search(one).total <= catalogue.size * SELECTIVE]
    access = Access(opened, AccessMode.ONLY)
    narrowed = [
        Query(one.text, facets=facets, access=access, limit=PAGE, may_correct=False)
        for one in selective
    ]
    return _p95(engine.search, narrowed) / _p95(engine.search, selective)


def _landing(engine: Engine) -> float:
    facets = tuple(FacetWanted(one, limit=FACET_VALUES) for one in SIZES_OF_FACETS)
    first = Query("", facets=facets, limit=PAGE)
    values = (value.value for value in engine.search(first).facets[FacetName.DISCIPLINE])
    clicks = [
        Query("", filters=(Filter(FacetName.DISCIPLINE, (value,)),), facets=facets, limit=PAGE)
        for value in values
    ]
    asked = [first, *clicks]
    for query in asked:
        answered(engine, query)
    return _p95(lambda query: answered(engine, query), asked)


def _p95(ask: Callable[[Query], object], queries: Iterable[Query]) -> float:
    """Milliseconds of processor under which 95 % of the queries are answered, each at its best."""
    return quantile([_least(ask, query) for query in queries], 0.95)


def _least(ask: Callable[[Query], object], query: Query) -> float:
    took = []
    for _ in range(ROUNDS):
        before = time.process_time()
        ask(query)
        took.append((time.process_time() - before) * 1000)
    return min(took)
