"""Search with seven facets and a filter on access: our port on tantivy beside bare tantivy and two databases.

All take the same generated documents and the same queries in the same run. Figures are processor time, that of a
database's own process included; each query is asked several times and the least is kept, since other work on the
machine only adds to it. PostgreSQL takes part where `scripts/with-postgres` gives one (PORTEE_DATABASE_URL); Wagtail's
own search (`modelsearch`) is shown beside, and decides nothing. A broken promise makes the exit code 1.

    make bench-search SIZE=small    10,000 documents
    make bench-search SIZE=ci       75,000, growth from 15,000
    make bench-search SIZE=full     1,000,000, growth to 5,000,000: 12 GB of memory, some hours of processor
"""

import argparse
import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.support.search.contestant import Contestant
from benchmarks.support.search.databases import Fts5, Postgres
from benchmarks.support.search.documents import Catalogue
from benchmarks.support.search.modelsearch import Modelsearch
from benchmarks.support.search.narrowed import narrowed_promises
from benchmarks.support.search.promises import Promise, quantile
from benchmarks.support.search.suggestions import suggestion_promises
from benchmarks.support.search.tantivies import Bare, Ours
from portee.catalogue.search.port import Access, Document

SIZES = {"small": 10_000, "ci": 75_000, "full": 1_000_000}
GROWTH = {"small": (2_000, 10_000), "ci": (15_000, 75_000), "full": (1_000_000, 5_000_000)}
"""Fewer documents, and five times as many."""

QUERIES = 80
ROUNDS = 2
MILLION_DOCUMENTS = 1_000_000
MOST_GROWTH = 5.5
LEAST_PACE = 0.6
"""Documents indexed in a second of processor, of those that bare tantivy does."""

SEVERAL = {"bare tantivy": 1.25, "PostgreSQL": 1 / 8, "SQLite FTS5": 1 / 15}
MILLION = SEVERAL | {"PostgreSQL": 1 / 10, "SQLite FTS5": 1 / 25}
"""The most that our p95 may be of each peer's, below a million documents and from there on."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one engine cost: documents indexed per CPU-second, CPU ms per query."""

    name: str
    per_second: float
    milliseconds: list[float]
    totals: int

    @property
    def p95(self) -> float:
        """The time under which 95 % of queries are answered."""
        return quantile(self.milliseconds, 0.95)


def _measured(
    engine: Contestant, documents: Sequence[Document], queries: Sequence[str], access: Access
) -> Figures:
    # The documents were there before: no engine pays for the collector of garbage looking at them.
    gc.collect()
    gc.freeze()
    before = engine.cpu_seconds()
    engine.fill(documents)
    per_second = len(documents) / (engine.cpu_seconds() - before)
    least, totals = _asked(engine, queries, access)
    return Figures(engine.name, per_second, least, totals)


def _asked(engine: Contestant, queries: Sequence[str], access: Access) -> tuple[list[float], int]:
    """The least milliseconds of each query, and how many documents they found together."""
    queries = queries[: engine.most_queries]
    least = [float("inf")] * len(queries)
    totals = 0
    for _ in range(ROUNDS):
        totals = 0
        for place, text in enumerate(queries):
            before = engine.cpu_seconds()
            totals += engine.ask(text, access).total
            least[place] = min(least[place], engine.cpu_seconds() - before)
    return [seconds * 1000 for seconds in least], totals


def _peers(size: int) -> list[Contestant]:
    address = os.environ.get("PORTEE_DATABASE_URL", "")
    peers: list[Contestant] = [Bare(), Fts5()]
    if address.startswith("postgres"):
        peers.append(Postgres(address))
    else:
        print("PostgreSQL: not measured, there is none here (scripts/with-postgres gives one).")
        address = ""
    # At a million it would index for half an hour, to be shown only.
    return [*peers, Modelsearch(address)] if size < MILLION_DOCUMENTS else peers


def _line(figures: Figures, ours: Figures) -> str:
    return (
        f"{figures.name:<16}{figures.per_second:>10.0f}{quantile(figures.milliseconds, 0.5):>9.2f}"
        f"{figures.p95:>9.2f}{ours.p95 / figures.p95:>10.3f}"
        f"{ours.per_second / figures.per_second:>10.2f}{figures.totals:>10}"
    )


def _compared(catalogue: Catalogue, queries: list[str], *, has_databases: bool) -> list[Promise]:
    """Fill every engine, ask every query, print the table."""
    documents = list(catalogue.documents())
    print(f"{catalogue.size:,} documents, {len(queries)} queries, seven facets, filter on access")
    print(
        f"{'':<16}{'indexed/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'ours ×':>10}{'ours ×':>10}{'found':>10}"
    )
    engine = Ours()
    ours = _measured(engine, documents, queries, catalogue.access)
    print(_line(ours, ours), flush=True)
    beside = narrowed_promises(engine.engine, catalogue, queries)
    beside += suggestion_promises(engine.engine, catalogue)
    engine.close()
    promises: list[Promise] = []
    limits = MILLION if catalogue.size >= MILLION_DOCUMENTS else SEVERAL
    for peer in _peers(catalogue.size) if has_databases else [Bare()]:
        figures = _measured(peer, documents, queries, catalogue.access)
        print(_line(figures, ours), flush=True)
        peer.close()
        if most := limits.get(figures.name):
            ratio = ours.p95 / figures.p95
            promises.append(Promise(f"p95, × {figures.name}", ratio, most=most))
        if isinstance(peer, Bare):
            pace = ours.per_second / figures.per_second
            promises.append(Promise("indexing, × bare tantivy", pace, least=LEAST_PACE))
    return promises + beside


def _growth(sizes: tuple[int, int], queries: list[str]) -> Promise:
    """What five times as many documents cost a query. They are made while they are written, and never held."""
    p95 = []
    for size in sizes:
        catalogue = Catalogue(size)
        engine = Ours()
        engine.fill(catalogue.documents())
        p95.append(quantile(_asked(engine, queries, catalogue.access)[0], 0.95))
        engine.close()
        print(f"{size:,} documents: p95 {p95[-1]:.2f} ms", flush=True)
    return Promise(f"growth, {sizes[0]:,} to {sizes[1]:,}", p95[1] / p95[0], most=MOST_GROWTH)


def main() -> None:
    """Measure everything, print what was promised of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="ci")
    parser.add_argument("--without-growth", action="store_true", help="five times fewer documents")
    parser.add_argument("--without-databases", action="store_true", help="tantivy only")
    options = parser.parse_args()
    catalogue = Catalogue(SIZES[options.size])
    queries = catalogue.queries(QUERIES)
    promises = _compared(catalogue, queries, has_databases=not options.without_databases)
    if not options.without_growth:
        promises.append(_growth(GROWTH[options.size], queries))
    print(f"\n{'':<52}{'ours':>9}{'promise':>10}")
    for promise in promises:
        print(promise)
    if broken := [promise.what for promise in promises if not promise.is_kept]:
        raise SystemExit("Broken: " + "; ".join(broken))


if __name__ == "__main__":
    main()
