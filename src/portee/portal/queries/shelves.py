"""Shelves: searches with a name, each with its first results, on the home page and where one browses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from portee.catalogue.api import (
    IndexMissingError,
    Query,
    ResourceCard,
    resource_cards,
    search,
)
from portee.portal.queries.search_hit import ResultHit
from portee.portal.queries.search_question import SearchQuestion

SHELF_LENGTH: Final = 6
"""One row of covers on a wide screen, three on a telephone."""


@dataclass(frozen=True, slots=True)
class ShelfOfSearch:
    """A search that a page offers under a name, and how many of its documents; `is_list`: as lines, not covers."""

    code: str
    label: Promise | str
    question: SearchQuestion
    length: int = SHELF_LENGTH
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class FilledShelf:
    """A shelf with what stands on it; `total` documents answer its search, which is at `url`."""

    code: str
    label: Promise | str
    url: str
    total: int
    hits: Sequence[ResultHit]
    is_list: bool
    first: int = 1


def read_shelves(
    shelves: Iterable[ShelfOfSearch], *, language: str, path: str
) -> list[FilledShelf]:
    """Fill the shelves; those that stay empty are left out, all of them while search is being rebuilt.

    `path` is the address of the search page. Three SQL queries however many shelves, none without documents.
    """
    try:
        results = [(shelf, search(query_of(shelf.question, shelf.length))) for shelf in shelves]
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
            is_list=shelf.is_list,
        )
        for shelf, result in results
        if result.hits
    ]


def query_of(question: SearchQuestion, limit: int) -> Query:
    """The search of a shelf: a word that finds nothing is not replaced under a name that does not say so."""
    return Query(
        text=question.text,
        filters=question.filters,
        sort=question.sort,
        limit=limit,
        may_correct=False,
    )


def _hits(ids: Iterable[int], cards: Mapping[int, ResourceCard]) -> list[ResultHit]:
    return [ResultHit(cards[one], is_here=False) for one in ids if one in cards]
