"""The port itself: what every engine does."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from portee.catalogue.search.port.document import Document
from portee.catalogue.search.port.headings import Headings, HeadingsWanted
from portee.catalogue.search.port.query import Access, Query
from portee.catalogue.search.port.result import Explanation, Result, Suggestion


class BusyError(RuntimeError):
    """Somebody else is writing; there is one writer at a time."""


class IndexMissingError(RuntimeError):
    """There is no index to answer from: search is being rebuilt."""


@dataclass(frozen=True, slots=True)
class Health:
    """What state the index is in. `generation` changes at every commit and every rebuild."""

    is_ready: bool
    generation: str
    documents: int
    size_bytes: int
    reason: str = ""


class Writer(Protocol):
    """Writes documents; nothing shows before `commit`, and what was not committed is lost.

    Within one commit the last word on an id holds.
    """

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those of the same id."""
        ...

    def remove(self, ids: Iterable[int]) -> None:
        """Take documents out; an id that is not there is no error."""
        ...

    def commit(self, *, mark: str = "") -> str:
        """Make it all visible at once, and durable; give the new generation.

        `mark` is kept with the commit: how far the writer is in whatever it reads from.
        """
        ...


class Rebuild(Writer, Protocol):
    """Writes a new index beside the live one."""

    def swap(self) -> str:
        """Commit, then answer from the new index and drop the old one; give the new generation."""
        ...


class Engine(Protocol):
    """A search engine. Everything but the writers may be called from several threads."""

    def search(self, query: Query) -> Result:
        """Answer one query. Raises IndexMissingError, and CursorError for a cursor of another query."""
        ...

    def explain(self, query: Query, document_id: int) -> Explanation | None:
        """Say why a document has its score; None when the query does not find it."""
        ...

    def suggest(
        self, text: str, *, limit: int = 10, access: Access | None = None
    ) -> tuple[Suggestion, ...]:
        """Offer headings and resources for what is being typed, one wrong letter forgiven."""
        ...

    def headings(self, wanted: HeadingsWanted) -> Headings:
        """List headings from A to Z, whoever may open what bears them. Raises IndexMissingError."""
        ...

    def scan(self, query: Query) -> Iterator[int]:
        """Give the ids of everything found, ascending, as it was when the scan began."""
        ...

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Give the id of every document, ascending, and the fingerprint it was written with."""
        ...

    def generation(self) -> str:
        """Tell which state answers now; it changes at every commit and every rebuild. Empty when there is none."""
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """The one writer of the live index. Raises BusyError when another has it; IndexMissingError."""
        ...

    def rebuild(self) -> AbstractContextManager[Rebuild]:
        """The writer of a new index; without `swap` nothing is kept of it. Raises BusyError."""
        ...

    def mark(self) -> str:
        """The mark of the last commit; empty when there is none."""
        ...

    def health(self) -> Health:
        """Tell the state of the index; never raises."""
        ...
