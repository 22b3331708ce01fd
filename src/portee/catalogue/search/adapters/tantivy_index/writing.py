"""Writing: documents in, words and headings kept beside them, commits that readers are told of."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from tantivy import Index

from portee.catalogue.search.adapters.tantivy_index import words
from portee.catalogue.search.adapters.tantivy_index.folder import (
    Commit,
    IndexFolder,
    read_commit,
    write_commit,
)
from portee.catalogue.search.adapters.tantivy_index.rows import RowWriter
from portee.catalogue.search.adapters.tantivy_index.schema import HEADING, ID, opened_documents
from portee.catalogue.search.edits import is_word
from portee.catalogue.search.port import Document, IndexMissingError
from portee.catalogue.search.suggesting import Heading

HEAP_BYTES: Final = 64_000_000
"""Memory of the writer of documents, which changes a few hundred at a time."""

REBUILD_HEAP_BYTES: Final = 400_000_000
"""Memory of a rebuild. A segment is written when it is full, and each one makes every query a little slower."""

WORDS_HEAP_BYTES: Final = 32_000_000

BATCH: Final = 200
"""Documents analysed together."""


class GenerationWriter:
    """Writes into one generation. Nothing shows before `commit`."""

    def __init__(self, generation: Path, *, heap_bytes: int, threads: int) -> None:
        self.generation = generation
        self._index = opened_documents(generation / "documents", is_written=True)
        self._words = Index(words.words_schema(), str(generation / "words"))
        self._documents_writer = self._index.writer(heap_bytes, threads)
        self._words_writer = self._words.writer(WORDS_HEAP_BYTES, 1)
        self._rows = RowWriter()
        self._known: set[str] = set()
        self._headings: set[str] = set()
        self._is_new = read_commit(generation).number == 0
        self._written: set[int] = set()

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those of the same id."""
        remaining = iter(documents)
        while batch := list(islice(remaining, BATCH)):
            for row in self._rows.rows(batch):
                # Deleting costs a third of writing: what was never written is not deleted.
                if not self._is_new or row.id in self._written:
                    self._documents_writer.delete_documents_by_term(ID, str(row.id))
                self._written.add(row.id)
                self._documents_writer.add_json(row.json)
                self._headings.update(row.headings)

    def remove(self, ids: Iterable[int]) -> None:
        """Take documents out."""
        for one in ids:
            self._documents_writer.delete_documents_by_term(ID, str(one))

    def commit(self, *, mark: str = "") -> str:
        """Make it durable, then tell readers. Documents first: headings are counted among them."""
        self._documents_writer.commit()
        self._write_words()
        last = read_commit(self.generation)
        now = Commit(number=last.number + 1, mark=mark or last.mark)
        write_commit(self.generation, now)
        self._is_new = False
        self._written.clear()
        return f"{self.generation.name}.{now.number}"

    def close(self) -> None:
        """Give back the threads and the locks; what was not committed is lost."""
        for writer in (self._documents_writer, self._words_writer):
            # A generation that was replaced meanwhile has no folder any more to roll back to.
            with suppress(ValueError):
                writer.rollback()
                writer.wait_merging_threads()

    def _write_words(self) -> None:
        """Add the words met for the first time; write again the headings met, with their counts."""
        self._index.reload()
        self._words.reload()
        statements = self._rows.statements
        fresh = [term for term in set(statements.terms.fresh) - self._known if is_word(term)]
        missing = fresh if self._is_new else words.missing_words(self._words.searcher(), fresh)
        for term in missing:
            self._words_writer.add_json(words.written_word(term))
        searcher = self._index.searcher()
        for key in self._headings:
            if not self._is_new:
                self._words_writer.delete_documents_by_term(words.KEY, key)
            heading = Heading.of_key(key)
            terms = statements.terms_of(heading.text)
            count = searcher.doc_freq(HEADING, key)
            self._words_writer.add_json(words.written_heading(heading, terms, count))
        self._words_writer.commit()
        self._known.update(fresh)
        statements.terms.fresh.clear()
        self._headings.clear()


class LiveWriter(GenerationWriter):
    """Writes into the live generation, as long as it is live."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        super().__init__(folder.live(), heap_bytes=HEAP_BYTES, threads=1)

    def commit(self, *, mark: str = "") -> str:
        """Commit. Raises IndexMissingError when another generation went live: open it, go on from its mark."""
        if self._folder.live() != self.generation:
            raise IndexMissingError("The index was replaced while it was written.")
        return super().commit(mark=mark)


class BesideWriter(GenerationWriter):
    """Writes a new generation, which goes live by `swap` or disappears."""

    def __init__(self, folder: IndexFolder, *, threads: int) -> None:
        self._folder = folder
        self._is_live = False
        super().__init__(folder.begin(), heap_bytes=REBUILD_HEAP_BYTES, threads=threads)

    def swap(self) -> str:
        """Commit, then answer from here."""
        name = self.commit()
        self._folder.go_live(self.generation)
        self._is_live = True
        return name

    def close(self) -> None:
        """Close, and drop what did not go live."""
        super().close()
        if not self._is_live:
            self._folder.drop(self.generation)
