"""The page where one begins to browse: every door of the catalogue, with what stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.catalogue.api import (
    FacetName,
    HeadingsWanted,
    IndexMissingError,
    Query,
    list_headings,
    search,
)
from portee.network import api as network
from portee.portal.queries.browse_headings import HEADINGS, BrowsedHeadings
from portee.portal.queries.browse_links import BrowseCounts, BrowseGroup, BrowseLink, wanted_for
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.queries.spaces import DISCIPLINES, Space
from portee.portal.trail import Trail, trail_to

MOST_SHOWN: Final = 10
"""Values of each door: what most people look for; its own page holds the rest."""


@dataclass(frozen=True, slots=True)
class DisciplineDoor:
    """A discipline that has documents."""

    space: Space
    count: int


@dataclass(frozen=True, slots=True)
class HeadingsDoor:
    """A list from A to Z: how many headings, the most frequent ones, and its page."""

    browsed: BrowsedHeadings
    url: str
    total: int
    links: Sequence[BrowseLink]


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """Every door that leads somewhere; without documents there are none. `total` documents in all."""

    trail: Trail
    is_ready: bool
    total: int = 0
    disciplines: Sequence[DisciplineDoor] = ()
    groups: Sequence[BrowseGroup] = ()
    headings: Sequence[HeadingsDoor] = ()
    establishment_count: int = 0


def read_browse_page(*, language: str) -> BrowsePage:
    """Read the page, in one SQL query."""
    trail = trail_to(_("Browse"))
    establishment_count = network.count_establishments()
    try:
        result = search(Query(facets=_WANTED, limit=0))
        counts = BrowseCounts(result, SearchQuestion(), language, reverse("portal:search"))
        headings = [_headings(browsed, counts) for browsed in HEADINGS.values()]
    except IndexMissingError:
        return BrowsePage(trail, is_ready=False, establishment_count=establishment_count)
    groups = (
        _whole(
            counts,
            FacetName.INSTRUMENT,
            "instruments",
            _("By instrument or voice"),
            _("All the instruments"),
        ),
        _whole(counts, FacetName.TYPE, "types", _("By type of document"), _("All the types")),
        counts.group(FacetName.LEVEL, _("By level")),
        replace(
            _whole(counts, FacetName.GENRE, "genres", _("By genre or form"), _("All the genres")),
            links=_most_precise(counts.links(FacetName.GENRE)),
        ),
        counts.group(
            FacetName.DATE,
            _("By period"),
            more_url=reverse("portal:browse_periods"),
            more_label=_("The whole timeline"),
        ),
    )
    return BrowsePage(
        trail=trail,
        is_ready=True,
        total=result.total,
        disciplines=_disciplines({one.value: one for one in counts.links(FacetName.DISCIPLINE)}),
        groups=[group for group in groups if group.links],
        headings=[door for door in headings if door.total],
        establishment_count=establishment_count,
    )


_WANTED: Final = (
    wanted_for(FacetName.DISCIPLINE),
    wanted_for(FacetName.TYPE, limit=MOST_SHOWN),
    wanted_for(FacetName.INSTRUMENT, limit=MOST_SHOWN),
    wanted_for(FacetName.GENRE, depth=3),
    wanted_for(FacetName.LEVEL),
    wanted_for(FacetName.DATE),
    wanted_for(FacetName.SUBJECT, limit=MOST_SHOWN),
    wanted_for(FacetName.PERSON, limit=MOST_SHOWN),
)


def _most_precise(links: Sequence[BrowseLink]) -> list[BrowseLink]:
    """The values under which there is none: « Music » tells nobody what kind of work it is, « Song » does."""
    every = [below for link in links for below in (link, *link.flattened) if not below.members]
    return sorted(every, key=lambda one: -one.count)[:MOST_SHOWN]


def _disciplines(counted: Mapping[str, BrowseLink]) -> list[DisciplineDoor]:
    return [
        DisciplineDoor(space, counted[space.code].count)
        for space in DISCIPLINES.values()
        if space.code in counted
    ]


def _whole(
    counts: BrowseCounts, facet: FacetName, word: str, label: str, more_label: str
) -> BrowseGroup:
    """A vocabulary that has a page of its own."""
    more_url = reverse("portal:browse_vocabulary", args=[word])
    return counts.group(facet, label, more_url=more_url, more_label=more_label)


def _headings(browsed: BrowsedHeadings, counts: BrowseCounts) -> HeadingsDoor:
    found = list_headings(HeadingsWanted(browsed.kind, limit=0))
    url = reverse("portal:browse_headings", args=[browsed.word])
    return HeadingsDoor(browsed, url, found.total, counts.links(browsed.facet))
