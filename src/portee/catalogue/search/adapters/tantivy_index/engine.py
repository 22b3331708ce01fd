"""The engine: the live state, opened again whenever a writer or a rebuild moved it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tantivy import Index

from portee.catalogue.search.adapters.tantivy_index import listing, offering
from portee.catalogue.search.adapters.tantivy_index.folder import IndexFolder, read_commit
from portee.catalogue.search.adapters.tantivy_index.schema import opened_documents
from portee.catalogue.search.adapters.tantivy_index.state import State
from portee.catalogue.search.adapters.tantivy_index.words import words_schema
from portee.catalogue.search.adapters.tantivy_index.writing import BesideWriter, LiveWriter
from portee.catalogue.search.answering import answer
from portee.catalogue.search.port import (
    Access,
    Explanation,
    Headings,
    HeadingsWanted,
    Health,
    IndexMissingError,
    Query,
    Result,
    Suggestion,
)

REBUILD_THREADS: Final = 2


class TantivyEngine:
    """An index in a folder of this machine; any number of processes read it, one writes."""

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root)
        self._opening = threading.Lock()
        self._opened: _Opened | None = None

    def search(self, query: Query) -> Result:
        """Answer one query."""
        return answer(self._state(), query)

    def explain(self, query: Query, document_id: int) -> Explanation | None:
        """Say why a document has its score."""
        return self._state().explain(query, document_id)

    def suggest(
        self, text: str, *, limit: int = 10, access: Access | None = None
    ) -> tuple[Suggestion, ...]:
        """Offer headings and resources for what is being typed."""
        return offering.suggest(self._state(), text, limit=limit, access=access)

    def headings(self, wanted: HeadingsWanted) -> Headings:
        """List headings from A to Z."""
        return listing.listed(self._state(), wanted)

    def scan(self, query: Query) -> Iterator[int]:
        """Give the ids of everything found, ascending, as it was when the scan began."""
        return self._state().scan(query)

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Give the id of every document, ascending, and its fingerprint."""
        return self._state().fingerprints()

    def generation(self) -> str:
        """Tell which state answers now."""
        with suppress(IndexMissingError):
            return self._state().generation
        return ""

    @contextmanager
    def writer(self) -> Iterator[LiveWriter]:
        """The one writer."""
        with self._folder.lock("writer"):
            writer = LiveWriter(self._folder)
            try:
                yield writer
            finally:
                writer.close()

    @contextmanager
    def rebuild(self) -> Iterator[BesideWriter]:
        """The writer of a new generation."""
        with self._folder.lock("rebuild"):
            writer = BesideWriter(self._folder, threads=REBUILD_THREADS)
            try:
                yield writer
            finally:
                writer.close()

    def mark(self) -> str:
        """The mark of the last commit."""
        with suppress(IndexMissingError):
            return read_commit(self._folder.live()).mark
        return ""

    def health(self) -> Health:
        """Tell the state of the index."""
        try:
            state = self._state()
        except IndexMissingError as error:
            return Health(
                is_ready=False, generation="", documents=0, size_bytes=0, reason=str(error)
            )
        return Health(
            is_ready=True,
            generation=state.generation,
            documents=state.searcher.num_docs,
            size_bytes=self._folder.size_bytes(),
        )

    def _state(self) -> State:
        """The live state; looking whether it moved costs two reads of small files."""
        live = self._folder.live()
        stamp = _stamp(live)
        opened = self._opened
        if opened is None or opened.generation != live or opened.stamp != stamp:
            with self._opening:
                opened = self._reopened(live, stamp)
        return opened.state

    def _reopened(self, live: Path, stamp: tuple[int, int]) -> "_Opened":
        opened = self._opened
        if opened is not None and opened.generation == live:
            if opened.stamp != stamp:
                opened = opened.reloaded(stamp)
        else:
            opened = _Opened.open(live, stamp)
        self._opened = opened
        return opened


class _Opened:
    """A generation that is open, at one commit."""

    def __init__(self, generation: Path, stamp: tuple[int, int], documents: Index, words: Index):
        commit = read_commit(generation)
        self.generation = generation
        self.stamp = stamp
        self._documents = documents
        self._words = words
        self.state = State(
            index=documents,
            searcher=documents.searcher(),
            words=words.searcher(),
            generation=f"{generation.name}.{commit.number}",
            mark=commit.mark,
        )

    @classmethod
    def open(cls, generation: Path, stamp: tuple[int, int]) -> "_Opened":
        """Open a generation. Raises IndexMissingError when it cannot be read."""
        try:
            documents = opened_documents(generation / "documents", is_written=False)
            words = Index(words_schema(), str(generation / "words"))
            documents.reload()
            words.reload()
        except (OSError, ValueError) as error:
            raise IndexMissingError("Search is being rebuilt.") from error
        return cls(generation, stamp, documents, words)

    def reloaded(self, stamp: tuple[int, int]) -> "_Opened":
        """The same generation at its last commit."""
        try:
            self._documents.reload()
            self._words.reload()
        except (OSError, ValueError) as error:
            raise IndexMissingError("Search is being rebuilt.") from error
        return _Opened(self.generation, stamp, self._documents, self._words)


def _stamp(generation: Path) -> tuple[int, int]:
    """What tells one commit from the next without reading it: its file is replaced each time."""
    try:
        found = (generation / "commit.json").stat()
    except OSError as error:
        raise IndexMissingError("Search is being rebuilt.") from error
    return found.st_ino, found.st_mtime_ns
