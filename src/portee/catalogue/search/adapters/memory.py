"""The engine that is plainly right: every document looked at, one after the other, in memory.

It says what the others must answer, and serves tests that need a search and no disk. It is not fast, and its
scores are no model for anybody: by relevance only the set of documents is promised.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from portee.catalogue.search.adapters import memory_facets, memory_listing, memory_suggestions
from portee.catalogue.search.adapters.memory_matching import Read, meets
from portee.catalogue.search.analysis import exact_terms, stem
from portee.catalogue.search.answering import Page, answer
from portee.catalogue.search.edits import is_one_edit_away, is_word
from portee.catalogue.search.parsing import Plan, plan
from portee.catalogue.search.port import (
    Access,
    BusyError,
    Document,
    Explanation,
    Headings,
    HeadingsWanted,
    Health,
    Hit,
    Query,
    Reason,
    Result,
    Sort,
    Suggestion,
)
from portee.catalogue.search.sorting import read_key, sort_key


@dataclass(frozen=True)
class State:
    """The documents of one generation; never changed once made."""

    number: int = 0
    mark: str = ""
    documents: Mapping[int, Read] = field(default_factory=dict)

    @property
    def generation(self) -> str:
        """What tells this state from the others."""
        return str(self.number)

    def page(self, wanted: Plan, query: Query, sort: Sort) -> Page:
        """Find, order and count, by looking at every document."""
        matching = self._matching(wanted, query.access)
        found = [read for read in matching if memory_facets.passes(read, query.filters)]
        shown = _after(found, query, sort)[: query.limit + 1]
        return Page(
            total=len(found),
            hits=tuple(_hit(read, query.access) for read in shown),
            keys=tuple(
                "" if sort is Sort.RELEVANCE else str(sort_key(read.document, sort))
                for read in shown
            ),
            facets={
                facet.facet: memory_facets.count(facet, matching, query.filters)
                for facet in query.facets
            },
        )

    def found(self, query: Query) -> list[Read]:
        """Everything that the query finds, by id."""
        matching = self._matching(plan(query.text, is_typing=query.is_typing), query.access)
        found = [read for read in matching if memory_facets.passes(read, query.filters)]
        return sorted(found, key=lambda read: read.document.id)

    def neighbours(self, term: str) -> tuple[str, ...]:
        """Exact terms one edit away, most frequent first, then in alphabetical order."""
        counts = Counter(
            other
            for read in self.documents.values()
            for other in read.terms
            if is_word(other) and is_one_edit_away(term, other)
        )
        return tuple(sorted(counts, key=lambda other: (-counts[other], other)))

    def knows(self, term: str) -> bool:
        """Whether the exact term, or its stem, is in some document."""
        return any(
            term in read.terms or stem(term) in map(stem, read.terms)
            for read in self.documents.values()
        )

    def _matching(self, wanted: Plan, access: Access | None) -> list[Read]:
        return [
            read
            for read in self.documents.values()
            if memory_facets.is_visible(read, access) and meets(read, wanted)
        ]


class MemoryEngine:
    """An engine that forgets everything when it is dropped."""

    def __init__(self) -> None:
        self._state = State()
        self._writing = threading.Lock()
        self._rebuilding = threading.Lock()

    def search(self, query: Query) -> Result:
        """Answer one query."""
        return answer(self._state, query)

    def explain(self, query: Query, document_id: int) -> Explanation | None:
        """Say that nothing weighs anything here."""
        found = {read.document.id for read in self._state.found(query)}
        return Explanation(0.0, Reason.SCORE) if document_id in found else None

    def suggest(
        self, text: str, *, limit: int = 10, access: Access | None = None
    ) -> tuple[Suggestion, ...]:
        """Offer headings and resources for what is being typed."""
        state = self._state
        typed = exact_terms(text)
        return memory_suggestions.suggest(
            state.documents.values(),
            text,
            neighbours=state.neighbours(typed[-1]) if typed else (),
            limit=limit,
            access=access,
        )

    def headings(self, wanted: HeadingsWanted) -> Headings:
        """List headings from A to Z."""
        return memory_listing.listed(self._state.documents.values(), wanted)

    def scan(self, query: Query) -> Iterator[int]:
        """Give the ids of everything found, ascending."""
        return iter([read.document.id for read in self._state.found(query)])

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Give the id and the fingerprint of every document, by id."""
        documents = self._state.documents
        return iter([(one, documents[one].document.fingerprint) for one in sorted(documents)])

    def generation(self) -> str:
        """Tell which state answers now."""
        return self._state.generation

    @contextmanager
    def writer(self) -> Iterator["_MemoryWriter"]:
        """The one writer. Raises BusyError when another has it."""
        with _held(self._writing):
            yield _MemoryWriter(self, dict(self._state.documents))

    @contextmanager
    def rebuild(self) -> Iterator["_MemoryWriter"]:
        """The writer of a new index. Raises BusyError."""
        with _held(self._rebuilding):
            yield _MemoryWriter(self, {}, is_beside=True)

    def mark(self) -> str:
        """The mark of the last commit."""
        return self._state.mark

    def health(self) -> Health:
        """Tell how many documents there are."""
        state = self._state
        return Health(
            is_ready=True,
            generation=state.generation,
            documents=len(state.documents),
            size_bytes=0,
        )

    def replace(self, documents: Mapping[int, Read], mark: str) -> str:
        """Answer from other documents from now on; give the new generation."""
        self._state = replace(
            self._state, number=self._state.number + 1, mark=mark, documents=dict(documents)
        )
        return self._state.generation


class _MemoryWriter:
    """Writes on a copy, which a commit shows."""

    def __init__(
        self, engine: MemoryEngine, documents: dict[int, Read], *, is_beside: bool = False
    ) -> None:
        self._engine = engine
        self._documents = documents
        self._is_beside = is_beside
        self._mark = engine.mark() if not is_beside else ""

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those of the same id."""
        self._documents.update((document.id, Read(document)) for document in documents)

    def remove(self, ids: Iterable[int]) -> None:
        """Take documents out."""
        for one in ids:
            self._documents.pop(one, None)

    def commit(self, *, mark: str = "") -> str:
        """Show what was written, unless it is written beside."""
        self._mark = mark or self._mark
        if self._is_beside:
            return self._engine.health().generation
        return self._engine.replace(self._documents, self._mark)

    def swap(self) -> str:
        """Answer from what was written beside."""
        return self._engine.replace(self._documents, self._mark)


@contextmanager
def _held(lock: threading.Lock) -> Iterator[None]:
    if not lock.acquire(blocking=False):
        raise BusyError("Somebody else is writing.")
    try:
        yield
    finally:
        lock.release()


def _after(found: list[Read], query: Query, sort: Sort) -> list[Read]:
    if sort is Sort.RELEVANCE:
        position = query.after.position if query.after else 0
        return sorted(found, key=lambda read: read.document.id)[position:]
    ordered = sorted(((sort_key(read.document, sort), read) for read in found), key=_first)
    if query.after is not None:
        last = read_key(query.after.key, sort)
        ordered = [pair for pair in ordered if _is_past(pair[0], last)]
    return [read for _, read in ordered]


def _first(pair: tuple[int | str, Read]) -> tuple[int, str]:
    key = pair[0]
    return (key, "") if isinstance(key, int) else (0, key)


def _is_past(key: int | str, last: int | str) -> bool:
    if isinstance(key, int) and isinstance(last, int):
        return key > last
    return str(key) > str(last)


def _hit(read: Read, access: Access | None) -> Hit:
    is_open = None if access is None else read.document.access_class in access.classes
    return Hit(id=read.document.id, is_open=is_open)
