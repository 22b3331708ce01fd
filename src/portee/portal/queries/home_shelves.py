"""The shelves of the home page: blocks filled by a search."""

from collections.abc import Iterable

from portee.catalogue.api import IndexMissingError, Query, search
from portee.portal.models import BlockLayout
from portee.portal.queries.home_blocks import Block
from portee.portal.queries.shelves import FilledShelf, ShelfOfSearch, query_of, read_shelves


def has_documents() -> bool:
    """Whether a search may find anything, without asking the database."""
    try:
        return bool(search(Query(limit=0)).total)
    except IndexMissingError:
        return False


def count_found(blocks: Iterable[Block]) -> dict[str, int]:
    """How many documents the search of each block finds, by code; nothing at all while search is being rebuilt."""
    try:
        return {
            block.code: search(query_of(block.question, limit=0)).total
            for block in blocks
            if block.is_fed
        }
    except IndexMissingError:
        return {}


def fill_shelves(blocks: Iterable[Block], *, language: str, path: str) -> dict[str, FilledShelf]:
    """Fill the blocks that a search feeds, by code; those that stay empty are left out (see `read_shelves`)."""
    shelves = (
        ShelfOfSearch(
            code=block.code,
            label=block.title(language).text,
            question=block.question,
            length=block.length,
            is_list=block.layout == BlockLayout.LIST,
        )
        for block in blocks
        if block.is_fed
    )
    return {one.code: one for one in read_shelves(shelves, language=language, path=path)}
