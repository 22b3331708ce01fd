"""Values of facets as links: each leads to the search that it narrows, and says how much is found there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from portee.catalogue.api import (
    HIERARCHICAL,
    Bounds,
    FacetCount,
    FacetName,
    FacetWanted,
    Result,
    facet_labels,
    family_of,
    in_order,
    only_root,
    with_families,
)
from portee.portal.queries.facet_counts import YEARS
from portee.portal.queries.facet_panel import ORDERED
from portee.portal.queries.search_question import SearchQuestion

MOST_COUNTED: Final = 1_000
"""Values of one level of a vocabulary, the longest of which has a few hundred."""

MOST_ON_CARD: Final = 8
"""Values of a family shown on its card."""


@dataclass(frozen=True, slots=True)
class BrowseLink:
    """One value: `count` documents are at `url`; `members` are the values of its family."""

    value: str
    label: str
    url: str
    count: int
    members: tuple["BrowseLink", ...] = ()

    @property
    def flattened(self) -> list["BrowseLink"]:
        """Everything below it, the most frequent first."""
        return sorted(_below(self.members), key=lambda one: -one.count)

    @property
    def most_frequent(self) -> list["BrowseLink"]:
        """What a card has room for of everything below it."""
        return self.flattened[:MOST_ON_CARD]

    @property
    def parts(self) -> list["BrowseLink"]:
        """The members that are families themselves."""
        return [one for one in self.members if one.members]

    @property
    def plain_members(self) -> list["BrowseLink"]:
        """The members that are no families."""
        return [one for one in self.members if not one.members]


@dataclass(frozen=True, slots=True)
class BrowseGroup:
    """The values of one facet; `more_url` is the page that shows all of them, empty when they are all here."""

    code: str
    label: str | Promise
    links: Sequence[BrowseLink]
    more_url: str = ""
    more_label: str | Promise = ""

    @property
    def families(self) -> list[BrowseLink]:
        """The values that others stand under."""
        return [one for one in self.links if one.members]

    @property
    def alone(self) -> list[BrowseLink]:
        """The values under which there is none."""
        return [one for one in self.links if not one.members]

    @property
    def bars(self) -> Iterator[tuple[BrowseLink, int]]:
        """Each link with the length of its bar, from 1 to 100."""
        longest = max((one.count for one in self.links), default=0)
        return ((one, max(round(100 * one.count / longest), 1)) for one in self.links)


def wanted_for(
    facet: FacetName, *, under: str = "", depth: int = 1, limit: int = MOST_COUNTED
) -> FacetWanted:
    """What is asked of the engine so that its links can be drawn."""
    if facet is FacetName.DATE:
        return FacetWanted(facet, ranges=YEARS)
    return FacetWanted(facet, limit=limit, under=under or only_root(facet), depth=depth)


@dataclass(frozen=True, slots=True)
class BrowseCounts:
    """What an engine counted for a page; `within` is what every link asks beside its value, `path` the search."""

    result: Result
    within: SearchQuestion
    language: str
    path: str

    def group(
        self,
        facet: FacetName,
        label: str | Promise,
        *,
        under: str = "",
        more_url: str = "",
        more_label: str | Promise = "",
    ) -> BrowseGroup:
        """The values of a facet, or of one family of it, under a name."""
        return BrowseGroup(facet.value, label, self.links(facet, under=under), more_url, more_label)

    def links(self, facet: FacetName, *, under: str = "") -> tuple[BrowseLink, ...]:
        """The values that find something, in families: most frequent first, or as their vocabulary orders them."""
        found = [one for one in self.result.facets[facet] if one.count]
        labels = facet_labels(facet, [one.value for one in found], self.language)
        if facet in ORDERED:
            places = {value: at for at, value in enumerate(in_order(facet, labels))}
            found.sort(key=lambda one: places[one.value])
        if facet not in HIERARCHICAL:
            return tuple(self._link(facet, one, labels[one.value], {}) for one in found)
        by_family: dict[str, list[BrowseLink]] = {}
        # The deepest first, so that a family finds its members there.
        for one in sorted(found, key=lambda one: -len(with_families(one.value))):
            link = self._link(facet, one, labels[one.value], by_family)
            by_family.setdefault(family_of(one.value), []).append(link)
        return tuple(by_family.get(under or only_root(facet), ()))

    def _link(
        self,
        facet: FacetName,
        one: FacetCount,
        label: str,
        by_family: Mapping[str, Sequence[BrowseLink]],
    ) -> BrowseLink:
        url = narrowed(self.within, facet, one.value).address(self.path)
        return BrowseLink(one.value, label, url, one.count, tuple(by_family.get(one.value, ())))


def narrowed(within: SearchQuestion, facet: FacetName, value: str) -> SearchQuestion:
    """The question with one value more; of a range of years that is `1800..1899`."""
    if facet is not FacetName.DATE:
        return within.choosing(facet, value)
    first, _dots, last = value.partition("..")
    return within.but(years=(Bounds(int(first) if first else None, int(last) if last else None),))


def _below(links: Iterable[BrowseLink]) -> Iterator[BrowseLink]:
    for link in links:
        yield link
        yield from _below(link.members)
