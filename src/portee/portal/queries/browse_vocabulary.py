"""Whole vocabularies as pages: instruments, types of documents and genres, family by family."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import FacetName, IndexMissingError, Query, search
from portee.portal.queries.browse_links import BrowseCounts, BrowseLink, wanted_for
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.trail import Trail, trail_to


@dataclass(frozen=True, slots=True)
class BrowsedVocabulary:
    """One vocabulary that has a page; `depth` is how many levels of it the page shows."""

    facet: FacetName
    label: Promise
    lead: Promise
    depth: int


VOCABULARIES: Final[Mapping[str, BrowsedVocabulary]] = {
    "instruments": BrowsedVocabulary(
        FacetName.INSTRUMENT,
        _("Instruments and voices"),
        _("Choose what you play or sing: scores, recordings and books for it follow."),
        depth=4,
    ),
    "types": BrowsedVocabulary(
        FacetName.TYPE,
        _("Types of documents"),
        _("Scores, books, films, archives: everything the network shares, by what it is."),
        depth=3,
    ),
    "genres": BrowsedVocabulary(
        FacetName.GENRE,
        _("Genres and forms"),
        _("Sonatas and songs, novels and ballets: what kind of work it is."),
        depth=4,
    ),
}
"""By their word in addresses."""


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """The page of a vocabulary: its families, each with what is in it, without what finds nothing."""

    browsed: BrowsedVocabulary
    trail: Trail
    is_ready: bool
    families: Sequence[BrowseLink] = ()


def read_vocabulary_page(word: str, *, language: str) -> VocabularyPage:
    """Read the page of a vocabulary, without any SQL query. Raises KeyError for another word."""
    browsed = VOCABULARIES[word]
    trail = trail_to(str(browsed.label), (gettext("Browse"), "portal:browse"))
    try:
        result = search(Query(facets=(wanted_for(browsed.facet, depth=browsed.depth),), limit=0))
    except IndexMissingError:
        return VocabularyPage(browsed, trail, is_ready=False)
    counts = BrowseCounts(result, SearchQuestion(), language, reverse("portal:search"))
    return VocabularyPage(browsed, trail, is_ready=True, families=counts.links(browsed.facet))
