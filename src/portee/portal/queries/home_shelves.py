"""The shelves of the home page: blocks filled by a search, each with its first results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portee.catalogue.api import (
    IndexMissingError,
    Query,
    ResourceCard,
    Result,
    resource_cards,
    search,
)
from portee.portal.models import BlockLayout
from portee.portal.queries.home_blocks import Block
from portee.portal.queries.search_hit import ResultHit


@dataclass(frozen=True, slots=True)
class FilledShelf:
    """What stands on a shelf; `total` documents answer its search, which is at `url`."""

    url: str
    total: int
    hits: Sequence[ResultHit]
    is_list: bool
    first: int = 1


def has_documents() -> bool:
    """Whether a search may find anything, without asking the database."""
    try:
        return bool(search(Query(limit=0)).total)
    except IndexMissingError:
        return False


def count_found(blocks: Iterable[Block]) -> dict[str, int]:
    """How many documents the search of each block finds, by code; nothing at all while search is being rebuilt."""
    return {code: result.total for code, result in _ask(blocks, with_hits=False).items()}


def fill_shelves(blocks: Iterable[Block], *, language: str, path: str) -> dict[str, FilledShelf]:
    """Fill the blocks that a search feeds, by code; those that stay empty are left out.

    `path` is the address of the search page. Three SQL queries however many shelves, none without documents.
    """
    fed = {block.code: block for block in blocks if block.is_fed}
    results = _ask(fed.values(), with_hits=True)
    wanted = [hit.id for result in results.values() for hit in result.hits]
    cards = resource_cards(wanted, language=language) if wanted else {}
    return {
        code: FilledShelf(
            url=fed[code].question.address(path),
            total=result.total,
            hits=_hits((hit.id for hit in result.hits), cards),
            is_list=fed[code].layout == BlockLayout.LIST,
        )
        for code, result in results.items()
        if result.hits
    }


def _ask(blocks: Iterable[Block], *, with_hits: bool) -> dict[str, Result]:
    try:
        return {
            block.code: search(_query(block, limit=block.length if with_hits else 0))
            for block in blocks
            if block.is_fed
        }
    except IndexMissingError:
        return {}


def _hits(ids: Iterable[int], cards: Mapping[int, ResourceCard]) -> list[ResultHit]:
    return [ResultHit(cards[one], is_here=False) for one in ids if one in cards]


def _query(block: Block, *, limit: int) -> Query:
    question = block.question
    # A word that finds nothing is told to staff rather than replaced under a title that does not say so.
    return Query(
        text=question.text,
        filters=question.filters,
        sort=question.sort,
        limit=limit,
        may_correct=False,
    )
