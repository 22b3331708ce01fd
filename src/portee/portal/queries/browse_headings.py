"""People and subjects from A to Z: a letter at a time, a page at a time, however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from django.core.paginator import InvalidPage, Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import (
    FIGURES,
    OTHERS,
    FacetName,
    Headings,
    HeadingsWanted,
    IndexMissingError,
    Query,
    SuggestionKind,
    list_headings,
    search,
)
from portee.portal.queries.browse_links import BrowseCounts, BrowseLink, wanted_for
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.trail import Trail, trail_to

PAGE_LENGTH: Final = 120
"""Three columns of forty lines on a wide screen."""

MOST_FREQUENT: Final = 40
"""Headings shown before a letter is chosen."""

WORDS: Final[Mapping[str, str]] = {FIGURES: "chiffres", OTHERS: "autres"}
"""How addresses write the beginnings that are no letters."""


@dataclass(frozen=True, slots=True)
class BrowsedHeadings:
    """One kind of heading that has pages. `word` is theirs in addresses."""

    word: str
    kind: SuggestionKind
    facet: FacetName
    label: Promise
    lead: Promise


HEADINGS: Final[Mapping[str, BrowsedHeadings]] = {
    "sujets": BrowsedHeadings(
        "sujets",
        SuggestionKind.SUBJECT,
        FacetName.SUBJECT,
        _("Subjects, from A to Z"),
        _("What documents are about, in the words of libraries."),
    ),
    "personnes": BrowsedHeadings(
        "personnes",
        SuggestionKind.PERSON,
        FacetName.PERSON,
        _("People, from A to Z"),
        _("Composers, authors, performers, companies: everybody who made something here."),
    ),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One way further into the list; without an address nothing begins so."""

    label: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class HeadingsPage:
    """A part of the list: `heading` names it, `letters` lead to the others, `longer` further into this one."""

    browsed: BrowsedHeadings
    trail: Trail
    heading: str
    is_ready: bool
    total: int = 0
    letters: Sequence[Letter] = ()
    longer: Sequence[Letter] = ()
    links: Sequence[BrowseLink] = ()
    page: Page[int] | None = None

    @property
    def is_letter(self) -> bool:
        """Whether a letter was chosen."""
        return self.page is not None


def beginning_of(word: str) -> str:
    """The beginning that a word of an address stands for: itself for letters. Raises ValueError for a second name."""
    if word in WORDS:
        raise ValueError(word)
    return next((known for known, written in WORDS.items() if written == word), word)


def read_headings_page(word: str, begins: str, *, page: str, language: str) -> HeadingsPage:
    """Read a part of a list, without any SQL query.

    Raises: KeyError for another word; ValueError for what no heading begins by; InvalidPage past the last page.
    """
    browsed = HEADINGS[word]
    wanted = HeadingsWanted(browsed.kind, begins, limit=0)
    trail = _trail(browsed, begins)
    heading = _named(browsed, begins) if begins else str(browsed.label)
    try:
        found = list_headings(wanted)
        top = list_headings(HeadingsWanted(browsed.kind, limit=0)) if begins else found
        letters = tuple(_letters(browsed, top, begins[:1]))
        if not begins:
            links = _most_frequent(browsed, language) if found.total else ()
            return HeadingsPage(
                browsed=browsed,
                trail=trail,
                heading=heading,
                is_ready=True,
                total=found.total,
                letters=letters,
                links=links,
            )
        if not found.total:
            raise InvalidPage
        numbers = Paginator(range(found.total), PAGE_LENGTH).page(page)
        links = tuple(_lines(browsed, begins, offset=(numbers.number - 1) * PAGE_LENGTH))
    except IndexMissingError:
        return HeadingsPage(browsed, trail, heading, is_ready=False)
    return HeadingsPage(
        browsed=browsed,
        trail=trail,
        heading=heading,
        is_ready=True,
        total=found.total,
        letters=letters,
        longer=tuple(_longer(browsed, found)) if found.total > PAGE_LENGTH else (),
        links=links,
        page=numbers,
    )


def _trail(browsed: BrowsedHeadings, begins: str) -> Trail:
    way = trail_to(str(browsed.label), (gettext("Browse"), "portal:browse"))
    if not begins:
        return way
    top = reverse("portal:browse_headings", args=[browsed.word])
    return [*way[:-1], (str(browsed.label), top), (_shown(begins), None)]


def _named(browsed: BrowsedHeadings, begins: str) -> str:
    return gettext("%(list)s: %(letters)s") % {
        "list": browsed.label,
        "letters": _shown(begins),
    }


def _shown(begins: str) -> str:
    """A beginning as readers see it."""
    if begins == FIGURES:
        return gettext("figures")
    return gettext("other alphabets and signs") if begins == OTHERS else begins.capitalize()


def _letters(browsed: BrowsedHeadings, top: Headings, current: str) -> Iterator[Letter]:
    """The alphabet whole, so that each letter is always at the same place; what is rare only when it is there."""
    for one in (*ascii_lowercase, FIGURES, OTHERS):
        if one in top.beginnings:
            label = {FIGURES: "0–9", OTHERS: gettext("Others")}.get(one, one.upper())
            yield Letter(label, _address(browsed, one), one == current)
        elif one in ascii_lowercase:
            yield Letter(one.upper())


def _longer(browsed: BrowsedHeadings, found: Headings) -> Iterator[Letter]:
    for one in found.beginnings:
        yield Letter(one.capitalize(), _address(browsed, one))


def _address(browsed: BrowsedHeadings, begins: str) -> str:
    return reverse("portal:browse_letter", args=[browsed.word, WORDS.get(begins, begins)])


def _lines(browsed: BrowsedHeadings, begins: str, *, offset: int) -> Iterator[BrowseLink]:
    wanted = HeadingsWanted(browsed.kind, begins, limit=PAGE_LENGTH, offset=offset)
    path = reverse("portal:search")
    for one in list_headings(wanted).lines:
        url = SearchQuestion(chosen={browsed.facet: (one.text,)}).address(path)
        yield BrowseLink(one.text, one.text, url, one.count)


def _most_frequent(browsed: BrowsedHeadings, language: str) -> Sequence[BrowseLink]:
    result = search(Query(facets=(wanted_for(browsed.facet, limit=MOST_FREQUENT),), limit=0))
    counts = BrowseCounts(result, SearchQuestion(), language, reverse("portal:search"))
    return counts.links(browsed.facet)
