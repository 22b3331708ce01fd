"""Filters and counts, document by document."""

from collections import Counter
from collections.abc import Iterable, Sequence

from portee.catalogue.search.adapters.memory_matching import Read
from portee.catalogue.search.facets import bounds_value, members, selected
from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Bounds,
    FacetCount,
    FacetName,
    FacetWanted,
    Filter,
)
from portee.catalogue.search.port.document import HIERARCHICAL, with_families


def is_visible(read: Read, access: Access | None) -> bool:
    """Whether whoever asks may know that the document exists."""
    if access is None or access.mode is AccessMode.BADGE:
        return True
    return read.document.access_class in access.classes


def passes(read: Read, filters: Iterable[Filter]) -> bool:
    """Whether the document has one of the values of each filter."""
    return all(_passes_one(read, one) for one in filters)


def count(
    wanted: FacetWanted, matching: Sequence[Read], filters: Sequence[Filter]
) -> tuple[FacetCount, ...]:
    """Count the values of a facet among the documents that pass the filters that count for it."""
    own = next((one for one in filters if one.facet is wanted.facet), None)
    narrowing = [one for one in filters if one is not own or not wanted.ignores_own_filter]
    found = [read for read in matching if passes(read, narrowing)]
    if wanted.facet is FacetName.DATE:
        return tuple(
            FacetCount(
                bounds_value(bounds),
                sum(_is_within(read, bounds) for read in found),
                is_selected=own is not None and bounds in own.ranges,
            )
            for bounds in wanted.ranges
        )
    counts = Counter(value for read in found for value in _values(read, wanted.facet))
    return selected(wanted, members(wanted, counts), counts.__getitem__, own)


def _passes_one(read: Read, one: Filter) -> bool:
    if one.facet is FacetName.DATE:
        return any(_is_within(read, bounds) for bounds in one.ranges)
    return not _values(read, one.facet).isdisjoint(one.values)


def _is_within(read: Read, bounds: Bounds) -> bool:
    year = read.document.year
    if year is None:
        return False
    return (bounds.first is None or bounds.first <= year) and (
        bounds.last is None or year <= bounds.last
    )


def _values(read: Read, facet: FacetName) -> set[str]:
    codes = read.document.facets.get(facet, ())
    if facet not in HIERARCHICAL:
        return set(codes)
    return {above for code in codes for above in with_families(code)}
