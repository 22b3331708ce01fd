"""Are the right things first? The judged queries, asked of search and of two databases over the same documents.

The demonstration is built in a throw-away folder, as `portee demo` builds it, and indexed; queries and their answers
are in `benchmarks/judged`, written before any search was run. PostgreSQL takes part where `scripts/with-postgres`
gives one (PORTEE_DATABASE_URL).

    make bench-relevance                       the table
    .venv/bin/python -m benchmarks.relevance --failures     and each query whose answer is not first
"""

import argparse
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import django

from benchmarks.support.installation import Installation
from benchmarks.support.relevance.measures import gain, reciprocal_rank

if TYPE_CHECKING:
    from benchmarks.support.relevance.judgements import Judgement
    from benchmarks.support.relevance.peers import Fts5, Postgres
    from portee.catalogue.search.port import Document

PROMISED_RANK = 0.90
"""Mean reciprocal rank of known items among the first ten."""

Ask = Callable[["Judgement"], Sequence[int]]


@contextmanager
def _demonstration(folder: str) -> Iterator[Path]:
    """A data folder with the demonstration in it: the one given, else a new one that disappears."""
    if folder:
        yield Path(folder)
        return
    with tempfile.TemporaryDirectory(prefix="portee-bench-") as made:
        installation = Installation(Path(made), port=0)
        installation.run("portee.cli", "migrate")
        installation.run("portee.cli", "demo")
        yield Path(made)


def _set_up(folder: Path) -> str:
    """Have Django use that installation; gives the address of a PostgreSQL server, if there is one."""
    address = os.environ.pop("PORTEE_DATABASE_URL", "")
    os.environ["PORTEE_DATA_DIR"] = str(folder)
    os.environ.setdefault("PORTEE_BASE_URL", "http://127.0.0.1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    return address if address.startswith("postgres") else ""


def _documents() -> "list[Document]":
    from portee.catalogue.indexing.reading import read_documents, read_tree  # noqa: PLC0415
    from portee.catalogue.models import Resource  # noqa: PLC0415
    from portee.kernel import clock  # noqa: PLC0415

    ids = list(Resource.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
    tree = read_tree()
    found: list[Document] = []
    for start in range(0, len(ids), 500):
        documents, _gone = read_documents(ids[start : start + 500], tree=tree, today=clock.today())
        found.extend(documents)
    return found


@contextmanager
def _ours(documents: "list[Document]") -> Iterator[Ask]:
    from portee.catalogue.search.adapters.tantivy_index import TantivyEngine  # noqa: PLC0415
    from portee.catalogue.search.port import Query  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="portee-bench-") as folder:
        engine = TantivyEngine(Path(folder))
        with engine.rebuild() as writer:
            writer.put(documents)
            writer.commit(mark="judged")
            writer.swap()

        def ask(judged: "Judgement") -> Sequence[int]:
            query = Query(text=judged.text, limit=10, is_typing=judged.is_typing)
            return [hit.id for hit in engine.search(query).hits]

        yield ask


def _peers(documents: "list[Document]", address: str) -> Iterator[tuple[str, Ask]]:
    from benchmarks.support.relevance import peers  # noqa: PLC0415

    engines: list[Fts5 | Postgres] = [peers.Fts5(documents)]
    if address:
        engines.append(peers.Postgres(address, documents))
    else:
        print("PostgreSQL: not measured, there is none here (scripts/with-postgres gives one).")
    for engine in engines:
        yield engine.name, _asking(engine)


def _asking(engine: "Fts5 | Postgres") -> Ask:
    return lambda judged: engine.ask(judged.text, is_typing=judged.is_typing)


def _print(name: str, judged: "list[Judgement]", answers: Sequence[Sequence[int]]) -> float:
    """One table: a line for each kind of query, then all of them; gives the mean reciprocal rank of known items."""
    kinds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    known: list[float] = []
    for one, found in zip(judged, answers, strict=True):
        rank, good = reciprocal_rank(found, one.wanted), gain(found, one.wanted)
        kinds[one.kind].append((rank, good))
        if one.is_known:
            known.append(rank)
    everything = [pair for pairs in kinds.values() for pair in pairs]
    print(f"\n{name:<16}{'queries':>9}{'MRR@10':>9}{'nDCG@10':>9}")
    for kind, pairs in (*kinds.items(), ("all", everything)):
        ranks, gains = zip(*pairs, strict=True)
        print(f"  {kind:<14}{len(pairs):>9}{fmean(ranks):>9.3f}{fmean(gains):>9.3f}")
    print(f"  {'known items':<14}{len(known):>9}{fmean(known):>9.3f}")
    return fmean(known)


def _print_failures(judged: "list[Judgement]", answers: Sequence[Sequence[int]]) -> None:
    from portee.catalogue.models import Resource  # noqa: PLC0415

    titles = dict(Resource.objects.values_list("pk", "title"))
    for one, found in zip(judged, answers, strict=True):
        rank, good = reciprocal_rank(found, one.wanted), gain(found, one.wanted)
        if (one.is_known and rank < 1) or good < 0.5:
            shown = " | ".join(
                f"{'✓' if i in one.wanted else ''}{titles[i][:40]}" for i in found[:5]
            )
            print(f"{one.kind:<12} {one.text!r:<45} rank {rank:.2f} gain {good:.2f}: {shown}")


def main() -> None:
    """Ask every query of every engine; fail when known items are not where they were promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", help="as other benchmarks take it; the demonstration has one")
    parser.add_argument("--folder", default="", help="data folder that holds the demonstration")
    parser.add_argument("--failures", action="store_true", help="print what is not first")
    options = parser.parse_args()
    with _demonstration(options.folder) as folder:
        address = _set_up(folder)
        from benchmarks.support.relevance.judgements import read_judgements  # noqa: PLC0415

        judged = read_judgements()
        documents = _documents()
        print(f"{len(documents):,} documents, {len(judged)} judged queries")
        with _ours(documents) as ask:
            answers = [ask(one) for one in judged]
        rank = _print("Portée", judged, answers)
        if options.failures:
            _print_failures(judged, answers)
        for name, ask in _peers(documents, address):
            _print(name, judged, [ask(one) for one in judged])
    if rank < PROMISED_RANK:
        raise SystemExit(f"Known items: {rank:.3f}, and {PROMISED_RANK} was promised.")


if __name__ == "__main__":
    main()
