"""The page of a discipline: its own doors, and a few of its documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import (
    FacetName,
    FacetWanted,
    IndexMissingError,
    Query,
    Sort,
    search,
)
from portee.portal.queries.browse_links import BrowseCounts, BrowseGroup, wanted_for
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.queries.shelves import FilledShelf, ShelfOfSearch, read_shelves
from portee.portal.queries.spaces import DISCIPLINES, Space
from portee.portal.trail import Trail, trail_to

MOST_NAMES: Final = 12
"""People, subjects and establishments that the page names: the most frequent ones."""

LEAST_ON_SHELF: Final = 3
"""Documents below which a second shelf would repeat the first one."""

GENRES: Final[Mapping[str, str]] = {"music": "music"}
"""The family of genres whose members are shown, for disciplines whose genres are all of one family."""

SECOND_SHELVES: Final[Mapping[str, tuple[Promise, str]]] = {
    "music": (_("Scores to play"), "score"),
    "dance": (_("Performances to watch"), "video"),
    "theatre": (_("Plays to read and to stage"), "book/play-text"),
    "mime": (_("Performances to watch"), "video"),
}


@dataclass(frozen=True, slots=True)
class DisciplinePage:
    """A discipline: `total` documents, all of them at `search_url`. While search is being rebuilt it is not ready.

    `families` are the doors with families, `groups` the others; each leads somewhere.
    """

    space: Space
    trail: Trail
    search_url: str
    is_ready: bool
    total: int = 0
    families: Sequence[BrowseGroup] = ()
    groups: Sequence[BrowseGroup] = ()
    shelves: Sequence[FilledShelf] = ()


def read_discipline_page(slug: str, *, language: str) -> DisciplinePage:
    """Read the page of a discipline. Three SQL queries, none without documents. Raises KeyError for another word."""
    space = DISCIPLINES[slug]
    code = space.code
    path = reverse("portal:search")
    within = SearchQuestion(chosen={FacetName.DISCIPLINE: (code,)})
    page = DisciplinePage(
        space=space,
        trail=trail_to(str(space.label), (gettext("Browse"), "portal:browse")),
        search_url=within.address(path),
        is_ready=False,
    )
    try:
        result = search(Query(filters=within.filters, facets=_wanted(code), limit=0))
    except IndexMissingError:
        return page
    counts = BrowseCounts(result, within, language, path)
    return replace(
        page,
        is_ready=True,
        total=result.total,
        families=_families(counts, code),
        groups=[group for group in _groups(counts, code) if group.links],
        shelves=_shelves(within, code, language=language, path=path) if result.total else (),
    )


def _wanted(code: str) -> tuple[FacetWanted, ...]:
    return (
        wanted_for(FacetName.INSTRUMENT, depth=3),
        wanted_for(FacetName.DISCIPLINE, under=code),
        wanted_for(FacetName.LEVEL),
        wanted_for(FacetName.GENRE, under=GENRES.get(code, ""), depth=2),
        wanted_for(FacetName.DATE),
        wanted_for(FacetName.TYPE, depth=2),
        wanted_for(FacetName.PERSON, limit=MOST_NAMES),
        wanted_for(FacetName.SUBJECT, limit=MOST_NAMES),
        wanted_for(FacetName.ESTABLISHMENT, limit=MOST_NAMES),
    )


def _families(counts: BrowseCounts, code: str) -> Sequence[BrowseGroup]:
    """What is long enough to stand by families: instruments, and the genres of music."""
    if code != "music":
        return ()
    groups = (
        counts.group(
            FacetName.INSTRUMENT,
            _("By instrument or voice"),
            more_url=reverse("portal:browse_vocabulary", args=["instruments"]),
            more_label=_("All the instruments"),
        ),
        counts.group(
            FacetName.GENRE,
            _("By genre or form"),
            under=GENRES[code],
            more_url=reverse("portal:browse_vocabulary", args=["genres"]),
            more_label=_("All the genres"),
        ),
    )
    return [group for group in groups if group.links]


def _groups(counts: BrowseCounts, code: str) -> Iterator[BrowseGroup]:
    yield counts.group(FacetName.LEVEL, _("By level"))
    yield counts.group(FacetName.DISCIPLINE, _("By speciality"), under=code)
    if code not in GENRES:
        yield counts.group(FacetName.GENRE, _("By genre or form"))
    yield counts.group(FacetName.TYPE, _("By type of document"))
    yield counts.group(FacetName.DATE, _("By period"))
    yield counts.group(
        FacetName.PERSON,
        _("The most present people"),
        more_url=reverse("portal:browse_headings", args=["personnes"]),
        more_label=_("All the people, from A to Z"),
    )
    yield counts.group(
        FacetName.SUBJECT,
        _("The most frequent subjects"),
        more_url=reverse("portal:browse_headings", args=["sujets"]),
        more_label=_("All the subjects, from A to Z"),
    )
    yield counts.group(FacetName.ESTABLISHMENT, _("By establishment"))


def _shelves(
    within: SearchQuestion, code: str, *, language: str, path: str
) -> Sequence[FilledShelf]:
    label, kind = SECOND_SHELVES[code]
    shelves = (
        ShelfOfSearch("arrivals", _("Latest arrivals"), within.but(sort=Sort.ADDED)),
        ShelfOfSearch("chosen", label, within.choosing(FacetName.TYPE, kind).but(sort=Sort.ADDED)),
    )
    first, *others = read_shelves(shelves, language=language, path=path)
    return [first, *(shelf for shelf in others if LEAST_ON_SHELF <= shelf.total < first.total)]
