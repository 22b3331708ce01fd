"""The first page is answered from memory as long as the index is the same."""

from typing import Any

import pytest

from portee.catalogue.api import Access, AccessMode, FacetName, Filter, Query
from portee.catalogue.indexing import landing
from portee.catalogue.indexing.landing import MOST_KEPT, answered, forget_answers, is_landing
from portee.catalogue.search.adapters.memory import MemoryEngine
from portee.catalogue.search.port import Document, Field, Result

BOOK = Filter(FacetName.TYPE, values=("book",))


class CountingEngine(MemoryEngine):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def search(self, query: Query) -> Result:
        self.asked += 1
        return super().search(query)


@pytest.fixture
def engine() -> Any:
    forget_answers()
    yield CountingEngine()
    forget_answers()


def write(engine: MemoryEngine, number: int) -> None:
    with engine.writer() as writer:
        writer.put([Document(id=number, texts={Field.TITLE: ("Carmen",)}, access_class=number)])
        writer.commit()


def test_the_same_first_page_is_asked_once_of_the_engine(engine: CountingEngine) -> None:
    for _ in range(3):
        answered(engine, Query())
        answered(engine, Query(filters=(BOOK,)))
    assert engine.asked == 2


def test_a_commit_makes_it_asked_again(engine: CountingEngine) -> None:
    assert answered(engine, Query()).total == 0
    write(engine, 1)
    assert answered(engine, Query()).total == 1


def test_nobody_is_given_the_page_of_somebody_with_other_rights(engine: CountingEngine) -> None:
    write(engine, 1)
    mine = Access(frozenset({1}), AccessMode.ONLY)
    theirs = Access(frozenset({2}), AccessMode.ONLY)
    totals = [answered(engine, Query(access=one)).total for one in (mine, theirs, mine, None)]
    assert totals == [1, 0, 1, 1]


def test_memory_is_bounded(engine: CountingEngine) -> None:
    for number in range(MOST_KEPT + 20):
        answered(engine, Query(filters=(Filter(FacetName.SUBJECT, values=(str(number),)),)))
    assert len(landing._kept) == MOST_KEPT


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        (Query(), True),
        (Query("  "), True),
        (Query(filters=(BOOK,)), True),
        (Query("carmen"), False),
        (Query(filters=(Filter(FacetName.TYPE, values=("book", "score")),)), False),
        (Query(filters=(BOOK, Filter(FacetName.LEVEL, values=("cycle-1",)))), False),
    ],
)
def test_only_what_many_people_ask_is_kept(query: Query, is_kept: bool) -> None:
    assert is_landing(query) is is_kept
