"""Counts: the total and the facets of a query.

One pass counts the total and every facet that all filters narrow; each facet that ignores a filter of its own costs
one pass more. A pass knows no scores and reads each list of documents once.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tantivy import Occur, Searcher
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index.matching import (
    matching,
    of_bounds,
    of_value,
)
from portee.catalogue.search.adapters.tantivy_index.schema import NUMBER, YEAR, facet_field
from portee.catalogue.search.facets import bounds_value, levels_wanted, members, selected
from portee.catalogue.search.parsing import Plan
from portee.catalogue.search.port import (
    Bounds,
    FacetCount,
    FacetName,
    FacetWanted,
    Filter,
    Query,
)
from portee.catalogue.search.port.document import HIERARCHICAL, MAX_YEAR, PATH_SEPARATOR

TOTAL = "total"
Counts = Mapping[FacetName, tuple[FacetCount, ...]]


class Counting:
    """The counts of one query in one state of the index."""

    def __init__(self, searcher: Searcher, plan: Plan, query: Query) -> None:
        self._searcher = searcher
        self._plan = plan
        self._query = query
        self._own = {one.facet: one for one in query.filters}

    def total_and_facets(self) -> tuple[int, Counts]:
        """Count everything that was asked for."""
        facets = self._query.facets
        apart = [one for one in facets if one.ignores_own_filter and one.facet in self._own]
        narrowed = [one for one in facets if one not in apart]
        aggregations: dict[str, Any] = {}
        for one in narrowed:
            aggregations.update(_aggregations(one))
        aggregations[TOTAL] = {"value_count": {"field": NUMBER}}
        query = matching(self._plan, self._query.filters, self._query.access)
        answer = self._searcher.aggregate(query, aggregations)
        found = {one.facet: self._read(one, answer, query) for one in narrowed}
        for one in apart:
            others = [other for other in self._query.filters if other.facet is not one.facet]
            query = matching(self._plan, others, self._query.access)
            asked = _aggregations(one)
            counted = self._searcher.aggregate(query, asked) if asked else {}
            found[one.facet] = self._read(one, counted, query)
        return int(answer[TOTAL]["value"]), {one.facet: found[one.facet] for one in facets}

    def _read(
        self, wanted: FacetWanted, answer: Mapping[str, Any], query: TantivyQuery
    ) -> tuple[FacetCount, ...]:
        own = self._own.get(wanted.facet)
        if wanted.facet is FacetName.DATE:
            return self._read_dates(wanted, answer.get(wanted.facet), query, own)
        counts = {
            bucket["key"]: int(bucket["doc_count"])
            for level in levels_wanted(wanted)
            for bucket in answer[facet_field(wanted.facet, level)]["buckets"]
        }
        return selected(
            wanted,
            members(wanted, counts),
            lambda value: self._count(query, of_value(wanted.facet, value)),
            own,
        )

    def _read_dates(
        self, wanted: FacetWanted, answer: Any, query: TantivyQuery, own: Filter | None
    ) -> tuple[FacetCount, ...]:
        buckets = answer["buckets"] if answer else ()
        counts = {bucket["key"]: int(bucket["doc_count"]) for bucket in buckets}
        chosen = own.ranges if own is not None else ()
        return tuple(
            FacetCount(
                bounds_value(bounds),
                counts[str(place)]
                if str(place) in counts
                else self._count(query, of_bounds(bounds)),
                is_selected=bounds in chosen,
            )
            for place, bounds in enumerate(wanted.ranges)
        )

    def _count(self, query: TantivyQuery, narrowing: TantivyQuery) -> int:
        both = TantivyQuery.boolean_query([(Occur.Must, query), (Occur.Must, narrowing)])
        # The stubs of tantivy forget `count`.
        found: Any = self._searcher.search(both, 1, count=True)
        return int(found.count)


def _in_one_pass(wanted: FacetWanted) -> bool:
    """Whether one pass can count the facet: tantivy refuses ranges that overlap, hold everything or nothing."""
    ends = sorted(
        (
            -MAX_YEAR - 1 if bounds.first is None else bounds.first,
            MAX_YEAR + 1 if bounds.last is None else bounds.last,
        )
        for bounds in wanted.ranges
        if bounds != Bounds()
    )
    return (
        len(ends) == len(wanted.ranges)
        and all(first <= last for first, last in ends)
        and all(one[1] < other[0] for one, other in pairwise(ends))
    )


def _aggregations(wanted: FacetWanted) -> dict[str, Any]:
    """What one pass counts of a facet: its ranges, or one list of terms for each level."""
    if wanted.facet is FacetName.DATE:
        dates = {"range": {"field": YEAR, "keyed": False, "ranges": _ranges(wanted.ranges)}}
        return {wanted.facet: dates} if _in_one_pass(wanted) else {}
    members_only = {}
    if wanted.facet in HIERARCHICAL and wanted.under:
        members_only = {"include": f"{re.escape(wanted.under)}{PATH_SEPARATOR}.*"}
    fields = [facet_field(wanted.facet, level) for level in levels_wanted(wanted)]
    return {
        field: {"terms": {"field": field, "size": wanted.limit, **members_only}} for field in fields
    }


def _ranges(ranges: tuple[Bounds, ...]) -> list[dict[str, Any]]:
    """The ranges of an aggregation, which holds its upper bounds outside."""
    return [
        {
            "key": str(place),
            **({} if bounds.first is None else {"from": float(bounds.first)}),
            **({} if bounds.last is None else {"to": float(bounds.last + 1)}),
        }
        for place, bounds in enumerate(ranges)
    ]
