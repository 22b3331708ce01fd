"""Every engine finds and counts the same: tantivy is held to the engine that looks at every document."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from portee.catalogue.search.adapters.memory import MemoryEngine
from portee.catalogue.search.adapters.tantivy_index import TantivyEngine
from portee.catalogue.search.port import Access, Document, Engine, Query, Result, Sort
from tests.catalogue.search import catalogues

EXAMPLES = settings(max_examples=25, deadline=None)
FEW_EXAMPLES = settings(max_examples=12, deadline=None)


def scratch() -> "tempfile.TemporaryDirectory[str]":
    """A folder for an index. The engine's own watcher may look at it once more, and leave a lock, while it goes."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def both(folder: str) -> tuple[Engine, Engine]:
    engines = MemoryEngine(), TantivyEngine(Path(folder))
    for engine in engines:
        with engine.rebuild() as rebuild:
            rebuild.swap()
    return engines


def fill(engine: Engine, documents: list[Document], removed: list[int] | None = None) -> None:
    with engine.writer() as writer:
        writer.put(documents)
        writer.remove(removed or [])
        writer.commit()


def whole(engine: Engine, query: Query) -> tuple[list[int], Result]:
    """Every id, page after page, and the first page."""
    first = engine.search(query)
    found, page = [hit.id for hit in first.hits], first
    while page.next is not None:
        page = engine.search(replace(query, after=page.next))
        found += [hit.id for hit in page.hits]
        assert len(found) <= first.total, "paging goes round in circles"
    return found, first


def assert_same(sure: Engine, fast: Engine, query: Query) -> None:
    expected, first = whole(sure, query)
    found, answer = whole(fast, query)
    assert answer.total == first.total
    assert answer.facets == first.facets
    assert answer.corrected == first.corrected
    opens = {hit.id: hit.is_open for hit in answer.hits}
    assert all(opens.get(hit.id, hit.is_open) == hit.is_open for hit in first.hits)
    if query.sort is Sort.RELEVANCE and query.text.strip():
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected
    if query.limit:
        assert len(found) == answer.total
    if not answer.corrected:
        assert (
            list(fast.scan(query)) == list(sure.scan(query)) == sorted(expected or fast.scan(query))
        )


@EXAMPLES
@given(catalogues.catalogues, st.lists(catalogues.queries, min_size=1, max_size=8))
def test_both_engines_give_the_same_ids_and_counts(
    documents: list[Document], queries: list[Query]
) -> None:
    with scratch() as folder:
        sure, fast = both(folder)
        for engine in (sure, fast):
            fill(engine, documents)
        for query in queries:
            assert_same(sure, fast, query)


@FEW_EXAMPLES
@given(
    catalogues.catalogues,
    st.lists(
        st.tuples(catalogues.catalogues, st.lists(st.integers(1, 40), max_size=6)),
        min_size=1,
        max_size=2,
    ),
    catalogues.queries,
)
def test_both_engines_agree_whatever_is_written_replaced_and_removed(
    documents: list[Document], changes: list[tuple[list[Document], list[int]]], query: Query
) -> None:
    with scratch() as folder:
        sure, fast = both(folder)
        for engine in (sure, fast):
            fill(engine, documents)
            for more, removed in changes:
                fill(engine, more, removed)
        assert_same(sure, fast, query)
        assert list(fast.fingerprints()) == list(sure.fingerprints())
        assert fast.health().documents == sure.health().documents


@FEW_EXAMPLES
@given(
    catalogues.catalogues,
    catalogues.accesses,
    st.sampled_from(
        ["bach", "B", "jean seb", "viol", "vilon", "dan", "opera", "anna bac", "ecloe"]
    ),
)
def test_both_engines_suggest_the_same(
    documents: list[Document], access: Access | None, text: str
) -> None:
    with scratch() as folder:
        sure, fast = both(folder)
        for engine in (sure, fast):
            fill(engine, documents)
        expected = sure.suggest(text, limit=100, access=access)
        assert set(fast.suggest(text, limit=100, access=access)) == set(expected)
