"""Search with seven facets and a filter on access: our port on tantivy beside bare tantivy and two databases.

All take the same generated documents and the same queries in the same run. Figures are processor time, that of a
database's own process included; each query is asked several times and the least is kept, since other work on the
machine only adds to it. PostgreSQL takes part where `scripts/with-postgres` gives one (PORTEE_DATABASE_URL).

    make bench-search SIZE=small    10,000 documents
    make bench-search SIZE=ci       75,000
    make bench-search SIZE=full     1,000,000
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.support.search.contestant import Contestant
from benchmarks.support.search.databases import Fts5, Postgres
from benchmarks.support.search.documents import Catalogue
from benchmarks.support.search.suggestions import print_suggestions
from benchmarks.support.search.tantivies import Bare, Ours
from portee.catalogue.search.port import Access, Document

SIZES = {"small": 10_000, "ci": 75_000, "full": 1_000_000}
QUERIES = 80
ROUNDS = 2

PROMISES = {"bare tantivy": 1.25, "PostgreSQL": 1 / 8, "SQLite FTS5": 1 / 15}
"""The most that our p95 may be of each peer's, at 75,000; a tenth and a twenty-fifth at a million."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one engine cost: documents indexed per CPU-second, CPU ms per query."""

    name: str
    per_second: float
    milliseconds: Sequence[float]
    totals: int

    @property
    def p95(self) -> float:
        """The time under which 95 % of queries are answered."""
        return self.quantile(0.95)

    def quantile(self, share: float) -> float:
        """The time under which that share of queries is answered."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _filled(engine: Contestant, documents: Sequence[Document]) -> float:
    before = engine.cpu_seconds()
    engine.fill(documents)
    return len(documents) / (engine.cpu_seconds() - before)


def _asked(engine: Contestant, queries: Sequence[str], access: Access) -> tuple[list[float], int]:
    least = [float("inf")] * len(queries)
    totals = 0
    for _ in range(ROUNDS):
        totals = 0
        for place, text in enumerate(queries):
            before = engine.cpu_seconds()
            totals += engine.ask(text, access).total
            least[place] = min(least[place], engine.cpu_seconds() - before)
    return [seconds * 1000 for seconds in least], totals


def _contestants() -> list[Contestant]:
    engines: list[Contestant] = [Ours(), Bare(), Fts5()]
    address = os.environ.get("PORTEE_DATABASE_URL", "")
    if address.startswith("postgres"):
        engines.append(Postgres(address))
    else:
        print("PostgreSQL: not measured, there is none here (scripts/with-postgres gives one).")
    return engines


def _line(figures: Figures, ours: Figures) -> str:
    return (
        f"{figures.name:<14}{figures.per_second:>10.0f}{figures.quantile(0.5):>9.2f}"
        f"{figures.p95:>9.2f}{ours.p95 / figures.p95:>10.2f}{PROMISES.get(figures.name, 0) or '':>9.3}"
        f"{ours.per_second / figures.per_second:>10.2f}{figures.totals:>9}"
    )


def main() -> None:
    """Fill every engine, ask every query, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci")
    catalogue = Catalogue(SIZES[parser.parse_args().size])
    queries = catalogue.queries(QUERIES)
    documents = list(catalogue.documents())
    measured: list[Figures] = []
    print(f"{catalogue.size:,} documents, {QUERIES} queries, seven facets, filter on access")
    print(
        f"{'':<14}{'indexed/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'ours ×':>10}{'promise':>9}"
        f"{'ours ×':>10}{'found':>9}"
    )
    for engine in _contestants():
        per_second = _filled(engine, documents)
        milliseconds, totals = _asked(engine, queries, catalogue.access)
        measured.append(Figures(engine.name, per_second, milliseconds, totals))
        print(_line(measured[-1], measured[0]), flush=True)
        if isinstance(engine, Ours):
            print_suggestions(engine.engine, catalogue)
        engine.close()


if __name__ == "__main__":
    main()
