"""What a benchmark asks of an engine."""

import time
from collections.abc import Iterable
from typing import Protocol

from benchmarks.support.search.documents import Found
from portee.catalogue.search.port import Access, Document

PAGE: int = 20
FACET_VALUES: int = 20
EVERY_QUERY: int = 1_000


class Contestant(Protocol):
    """An engine: filled once, asked many times."""

    name: str
    most_queries: int

    def fill(self, documents: Iterable[Document]) -> None:
        """Index every document."""
        ...

    def ask(self, text: str, access: Access | None) -> Found:
        """The first page by relevance, the total and the seven facets, of what may be seen."""
        ...

    def cpu_seconds(self) -> float:
        """Processor time spent so far, by this process and by the server's."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...


def own_cpu_seconds() -> float:
    """Processor time of every thread of this process."""
    return time.process_time()
