"""Rows written and looked up by the hundred, without a model object for each.

A batch of an import is a few statements. Measured on the machines of the benchmark, `bulk_create` spent more time
making objects and parameters than the database spent storing them (benchmarks/import.py). Columns are named by
their attribute (`resource_id`); values are what the database's driver takes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import F, Lookup, Model

T = TypeVar("T")
Row = Sequence[Any]

MOST_PARAMETERS: Final = 900
"""Values in one `IN (…)`: under the 999 that an old SQLite takes."""


def allocate_ids(model: type[Model], count: int) -> list[int]:
    """So many ids that nobody else will use, to be used in the present transaction.

    On SQLite the transaction is the only one that writes, so the ids after the last one given are free.
    """
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The name of the sequence is looked up once, not for each number (OFFSET 0 keeps the two apart).
            cursor.execute(
                "SELECT nextval(sequence.name) FROM generate_series(1, %s), "
                "(SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) AS sequence",
                [count, table],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = found[0] + 1 if found else 1
        return list(range(first, first + count))


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows in one go: COPY on PostgreSQL, one prepared statement on SQLite."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608  names of ours


def update_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write `columns` of many rows; each row gives their values, then the id."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    written = ", ".join(f"{quote(name)} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {written} WHERE id = %s", rows)  # noqa: S608  names of ours


def delete_rows(model: type[Model], column: str, values: Iterable[int]) -> None:
    """Delete the rows where a column has one of the values. What points at them is the caller's to delete first."""
    quote = connection.ops.quote_name
    table, name = quote(model._meta.db_table), quote(column)
    with connection.cursor() as cursor:
        for chunk in in_chunks(values):
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"DELETE FROM {table} WHERE {name} IN ({marks})", chunk)  # noqa: S608  names of ours


def in_chunks(values: Iterable[T], size: int = MOST_PARAMETERS) -> Iterator[list[T]]:
    """The values by the hundred, as one `IN (…)` takes them."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk


class _Among(Lookup[bool]):
    """Whether a column has one of many values, which travel as one parameter."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, given = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*given, json.dumps(self.rhs))  # noqa: S608  Django's own words

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, given = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*given, self.rhs)


def among(column: str, values: Iterable[str] | Iterable[int]) -> Lookup[bool]:
    """A condition for `filter`: the column has one of these values, however many.

    `IN (…)` with five hundred parameters takes longer to be written and parsed than to be answered.
    """
    return _Among(F(column), list(values))


def stamp(at: datetime) -> Any:
    """An instant as the database's driver takes it in `insert_rows`."""
    return connection.ops.adapt_datetimefield_value(at)
