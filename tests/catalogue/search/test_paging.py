"""Orders, cursors, and the export of a whole result."""

from dataclasses import replace

import pytest

from portee.catalogue.search.port import Cursor, CursorError, Engine, Query, Sort
from tests.catalogue.search.shelf import book


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (Sort.NEWEST, [2, 3, 5, 1, 4]),
        (Sort.OLDEST, [1, 5, 3, 2, 4]),
        (Sort.TITLE, [5, 4, 3, 2, 1]),
        (Sort.ADDED, [4, 2, 5, 3, 1]),
        (Sort.RELEVANCE, [4, 2, 5, 3, 1]),
    ],
)
def test_orders_put_what_is_unknown_last(shelf: Engine, sort: Sort, ids: list[int]) -> None:
    assert [hit.id for hit in shelf.search(Query("", sort=sort)).hits] == ids


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE, Sort.ADDED])
def test_paging_neither_skips_nor_repeats_whatever_is_written_meanwhile(
    shelf: Engine, sort: Sort
) -> None:
    query = Query("", sort=sort, limit=2)
    whole = [hit.id for hit in shelf.search(replace(query, limit=100)).hits]
    page = shelf.search(query)
    seen = [hit.id for hit in page.hits]
    with shelf.writer() as writer:
        writer.remove(seen)
        writer.commit()
    while page.next is not None:
        page = shelf.search(replace(query, after=Cursor.read(page.next.token)))
        seen += [hit.id for hit in page.hits]
    assert seen == whole


def test_documents_without_a_title_are_paged_through_last(shelf: Engine) -> None:
    with shelf.writer() as writer:
        writer.put([book(6, "", sort_title=""), book(7, "", sort_title="?!"), book(8, "Ça")])
        writer.commit()
    query = Query("", sort=Sort.TITLE, limit=1)
    page = shelf.search(query)
    seen = [hit.id for hit in page.hits]
    while page.next is not None:
        page = shelf.search(replace(query, after=page.next))
        seen += [hit.id for hit in page.hits]
    assert seen == [8, 5, 4, 3, 2, 1, 6, 7]


def test_a_cursor_of_another_search_is_refused(shelf: Engine) -> None:
    cursor = shelf.search(Query("", limit=1)).next
    assert cursor is not None
    with pytest.raises(CursorError):
        shelf.search(Query("chat", after=cursor))
    with pytest.raises(CursorError):
        shelf.search(Query("", limit=1, after=replace(cursor, key="x} TO *")))


@pytest.mark.parametrize(
    "token", ["", "x", "bnVsbA", "WzEsMiwzXQ", "Wy0xLCIiLCIiXQ", "é", "[" * 99]
)
def test_what_is_no_cursor_is_refused(token: str) -> None:
    with pytest.raises(CursorError):
        Cursor.read(token)


def test_a_scan_gives_what_was_there_when_it_began(shelf: Engine) -> None:
    scan = shelf.scan(Query(""))
    assert next(scan) == 1
    with shelf.writer() as writer:
        writer.remove([3, 4])
        writer.commit()
    assert list(scan) == [2, 3, 4, 5]
    assert list(shelf.scan(Query("chat"))) == [2]
