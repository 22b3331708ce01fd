"""Full text of the databases: SQLite's FTS5 and PostgreSQL's, each as its manual says to use it."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.support.search.contestant import EVERY_QUERY, FACET_VALUES, PAGE, own_cpu_seconds
from benchmarks.support.search.documents import SIZES_OF_FACETS, Found
from portee.catalogue.search.port import Access, Document, Field

TEXTS = (Field.TITLE, Field.CONTRIBUTOR, Field.SUBJECT, Field.NOTE, Field.PUBLISHER)


def _texts(document: Document) -> tuple[str, ...]:
    return tuple(" ; ".join(document.texts[field]) for field in TEXTS)


class Fts5:
    """SQLite: one FTS5 table without accents, one table of values per facet, one pass over what matches."""

    name = "SQLite FTS5"
    most_queries = EVERY_QUERY

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="portee-bench-")
        self._base = sqlite3.connect(Path(self._folder.name) / "bench.sqlite3")
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;"
            "PRAGMA temp_store=MEMORY;"
            f"CREATE VIRTUAL TABLE words USING fts5({', '.join(TEXTS)}, content='',"
            " tokenize='unicode61 remove_diacritics 2', prefix='3');"
            "CREATE TABLE document(id INTEGER PRIMARY KEY, access_class INTEGER);"
            "CREATE TEMP TABLE open_class(id INTEGER PRIMARY KEY);"
            "CREATE TEMP TABLE matching(id INTEGER PRIMARY KEY, score REAL);"
        )
        for facet in SIZES_OF_FACETS:
            self._base.execute(
                f"CREATE TABLE {facet}(id INTEGER, value TEXT, PRIMARY KEY(id, value)) WITHOUT ROWID"
            )
        self._access: Access | None = None

    def fill(self, documents: Iterable[Document]) -> None:
        """Index every document."""
        marks = ",".join("?" * (len(TEXTS) + 1))
        for document in documents:
            self._base.execute(
                f"INSERT INTO words(rowid, {', '.join(TEXTS)}) VALUES ({marks})",
                (document.id, *_texts(document)),
            )
            self._base.execute(
                "INSERT INTO document VALUES (?, ?)", (document.id, document.access_class)
            )
            for facet, values in document.facets.items():
                self._base.executemany(
                    f"INSERT INTO {facet} VALUES (?, ?)", ((document.id, one) for one in values)
                )
        self._base.execute("INSERT INTO words(words) VALUES ('optimize')")
        self._base.commit()
        self._base.execute("ANALYZE")

    def ask(self, text: str, access: Access | None) -> Found:
        """What matches, once; then its page, its total, its facets."""
        if access is not self._access and access is not None:
            self._base.execute("DELETE FROM open_class")
            self._base.executemany(
                "INSERT INTO open_class VALUES (?)", ((one,) for one in access.classes)
            )
            self._access = access
        seen = (
            ""
            if access is None
            else " JOIN document d ON d.id = words.rowid JOIN open_class o ON o.id = d.access_class"
        )
        self._base.execute("DELETE FROM matching")
        self._base.execute(
            "INSERT INTO matching SELECT words.rowid, bm25(words, 4, 3, 2, 0.5, 0.8)"
            f" FROM words{seen} WHERE words MATCH ?",
            (" ".join(f'"{word}"' for word in text.split()),),
        )
        total = self._base.execute("SELECT count(*) FROM matching").fetchone()[0]
        self._base.execute(f"SELECT id FROM matching ORDER BY score LIMIT {PAGE}").fetchall()
        counts = [
            self._base.execute(
                f"SELECT f.value, count(*) AS n FROM matching m JOIN {facet} f ON f.id = m.id"
                f" GROUP BY f.value ORDER BY n DESC LIMIT {FACET_VALUES}"
            ).fetchall()
            for facet in SIZES_OF_FACETS
        ]
        return Found(int(total), sum(map(len, counts)))

    def cpu_seconds(self) -> float:
        """Processor time of this process."""
        return own_cpu_seconds()

    def close(self) -> None:
        """Drop the database."""
        self._base.close()
        self._folder.cleanup()


class Postgres:
    """PostgreSQL: a weighted tsvector without accents, GIN, arrays of codes, one statement."""

    name = "PostgreSQL"
    most_queries = EVERY_QUERY

    def __init__(self, address: str) -> None:
        self._base = psycopg.connect(address, autocommit=True)
        self._run("SET max_parallel_workers_per_gather = 0")
        self._run("SET work_mem = '256MB'")
        columns = ", ".join(f"{facet} text[]" for facet in SIZES_OF_FACETS)
        self._run("DROP TABLE IF EXISTS bench_search")
        self._run(
            "CREATE TABLE bench_search(id integer PRIMARY KEY, access_class integer,"
            f" {columns}, words tsvector)"
        )
        self._pid = self._base.info.backend_pid
        counts = ", ".join(
            "(SELECT array_agg(v) FROM (SELECT v FROM matching, unnest("
            f"{facet}) v GROUP BY v ORDER BY count(*) DESC LIMIT {FACET_VALUES}) c)"
            for facet in SIZES_OF_FACETS
        )
        page = (
            "(SELECT array_agg(id) FROM (SELECT id FROM matching"
            f" ORDER BY ts_rank(words, sought) DESC LIMIT {PAGE}) p)"
        )
        matching = (
            "WITH matching AS MATERIALIZED (SELECT b.*, sought FROM bench_search b,"
            " plainto_tsquery('french', %s) sought WHERE words @@ sought{seen})"
        )
        select = f" SELECT (SELECT count(*) FROM matching), {page}, {counts}"
        self._open = matching.format(seen=" AND access_class = ANY(%s)") + select
        self._all = matching.format(seen="") + select

    def fill(self, documents: Iterable[Document]) -> None:
        """Copy, then index."""
        names = ", ".join(SIZES_OF_FACETS)
        self._run("CREATE TEMP TABLE texts(id integer, a text, b text, c text, d text, e text)")
        with self._base.cursor() as cursor:
            kept: list[Document] = list(documents)
            with cursor.copy(f"COPY bench_search(id, access_class, {names}) FROM STDIN") as copy:
                for one in kept:
                    codes = (list(one.facets[facet]) for facet in SIZES_OF_FACETS)
                    copy.write_row((one.id, one.access_class, *codes))
            with cursor.copy("COPY texts FROM STDIN") as copy:
                for one in kept:
                    copy.write_row((one.id, *_texts(one)))
        vector = " || ".join(
            f"setweight(to_tsvector('french', {column}), '{weight}')"
            for column, weight in zip("abcde", "ABCDD", strict=True)
        )
        self._run(f"UPDATE bench_search b SET words = {vector} FROM texts t WHERE t.id = b.id")
        self._run("CREATE INDEX ON bench_search USING gin(words) WITH (fastupdate = off)")
        self._run("VACUUM (ANALYZE, FULL) bench_search")

    def ask(self, text: str, access: Access | None) -> Found:
        """Everything in one statement."""
        values: tuple[object, ...] = (text,)
        if access is not None:
            values = (text, sorted(access.classes))
        row = next(self._rows(self._all if access is None else self._open, values))
        return Found(int(row[0]), sum(len(values or ()) for values in row[2:]))

    def cpu_seconds(self) -> float:
        """Processor time of this process and of the server's that answers it."""
        spent = Path(f"/proc/{self._pid}/schedstat").read_text(encoding="ascii").split()[0]
        return own_cpu_seconds() + int(spent) / 1e9

    def close(self) -> None:
        """Leave the server as it was."""
        self._run("DROP TABLE bench_search")
        self._base.close()

    def _run(self, statement: str) -> None:
        self._base.execute(statement.encode())

    def _rows(self, statement: str, values: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
        return iter(self._base.execute(statement.encode(), values).fetchall())
