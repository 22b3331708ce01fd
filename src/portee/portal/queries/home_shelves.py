"""Shelves: searches with a name, each with its first results, on the home page and where one browses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import (
    FacetName,
    IndexMissingError,
    Query,
    ResourceCard,
    Sort,
    resource_cards,
    search,
)
from portee.portal.queries.search_hit import ResultHit
from portee.portal.queries.search_question import SearchQuestion

SHELF_LENGTH: Final = 6
"""One row of covers on a wide screen, three on a telephone."""


@dataclass(frozen=True, slots=True)
class ShelfOfSearch:
    """A search that a page offers under a name."""

    code: str
    label: Promise
    question: SearchQuestion


def _latest(**chosen: tuple[str, ...]) -> SearchQuestion:
    return SearchQuestion(
        chosen={FacetName(name): values for name, values in chosen.items()}, sort=Sort.ADDED
    )


SHELVES: Final = (
    ShelfOfSearch("arrivals", _("Latest arrivals"), _latest()),
    ShelfOfSearch("scores", _("Scores to play"), _latest(type=("score",))),
    ShelfOfSearch("stage", _("On stage"), _latest(type=("video/performance-recording",))),
    ShelfOfSearch("online", _("Open on line to everybody"), _latest(access=("free",))),
)


@dataclass(frozen=True, slots=True)
class FilledShelf:
    """A shelf with what stands on it; `total` documents answer its search, which is at `url`."""

    code: str
    label: Promise
    url: str
    total: int
    hits: Sequence[ResultHit]
    first: int = 1


def read_shelves(
    *, language: str, path: str, shelves: Sequence[ShelfOfSearch] = SHELVES
) -> list[FilledShelf]:
    """Fill the shelves; those that stay empty are left out, all of them while search is being rebuilt.

    `path` is the address of the search page. Three SQL queries, none without documents.
    """
    try:
        results = [(shelf, search(_query(shelf.question))) for shelf in shelves]
    except IndexMissingError:
        return []
    wanted = [hit.id for _shelf, result in results for hit in result.hits]
    cards = resource_cards(wanted, language=language) if wanted else {}
    return [
        FilledShelf(
            code=shelf.code,
            label=shelf.label,
            url=shelf.question.address(path),
            total=result.total,
            hits=_hits((hit.id for hit in result.hits), cards),
        )
        for shelf, result in results
        if result.hits
    ]


def _hits(ids: Iterable[int], cards: Mapping[int, ResourceCard]) -> list[ResultHit]:
    return [ResultHit(cards[one], is_here=False) for one in ids if one in cards]


def _query(question: SearchQuestion) -> Query:
    return Query(filters=question.filters, sort=question.sort, limit=SHELF_LENGTH)
