"""What a search finds beside resources: establishments of the network, and pages of the guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from portee.kernel.ordering import search_key
from portee.network import api as network
from portee.portal.queries.guide import GuidePage, list_guide_pages

ESTABLISHMENT_LIMIT = 6
"""Enough to recognise one's own library; the list of establishments shows the rest."""

GUIDE_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Places:
    """What was found beside resources. Empty text finds nothing."""

    establishments: Sequence[network.EstablishmentSummary] = ()
    guide_pages: Sequence[GuidePage] = ()

    @property
    def count(self) -> int:
        """How many there are, both kinds together."""
        return len(self.establishments) + len(self.guide_pages)


def find_places(*, text: str, language: str) -> Places:
    """Search establishments and the guide for every word of `text`, in one SQL query."""
    if not text.strip():
        return Places()
    return Places(
        establishments=network.search_establishments(text, limit=ESTABLISHMENT_LIMIT),
        guide_pages=_search_guide(text, language)[:GUIDE_LIMIT],
    )


def _search_guide(text: str, language: str) -> list[GuidePage]:
    """The pages of the guide that hold every word, those that hold them in their title first."""
    words = search_key(text).split()
    found = [
        (not all(word in title for word in words), order, page)
        for order, (page, title, source) in enumerate(_searched_guide(language))
        if words and all(word in source for word in words)
    ]
    return [page for _, _, page in sorted(found, key=lambda row: row[:2])]


@cache
def _searched_guide(language: str) -> tuple[tuple[GuidePage, str, str], ...]:
    """Each page with its title and its text, without accents and capitals; the guide is that of the release."""
    return tuple(
        (page, search_key(page.title), search_key(page.source))
        for page in list_guide_pages(language=language)
    )
