"""What building a small network writes, kept as rows: building it takes five hundred queries, and writing its rows ten.

Kept by each process after the first time. Ids are those of the first time: the sequences of PostgreSQL have passed them
for good, and SQLite counts on from the largest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
Tables = dict[str, tuple[list[str], list[Row]]]


@dataclass(frozen=True)
class DrawnRows:
    """By table, its columns, the rows that came, the ids of those that went; and how many there were beforehand."""

    came: Tables
    went: dict[str, list[Any]]
    counts: dict[str, int]

    @classmethod
    def of(cls, build: Callable[[], None]) -> "DrawnRows":
        """Build, and keep what that wrote in any table."""
        before = _tables()
        build()
        came: Tables = {}
        went: dict[str, list[Any]] = {}
        for table, (columns, rows) in _tables().items():
            known = {repr(row) for row in before[table][1]}
            kept = {repr(row) for row in rows}
            if new := [row for row in rows if repr(row) not in known]:
                came[table] = columns, new
            if gone := [row[0] for row in before[table][1] if repr(row) not in kept]:
                went[table] = gone
        return cls(came, went, {table: len(before[table][1]) for table in came})

    def fit(self) -> bool:
        """Whether the tables are as they were: nobody built anything there meanwhile."""
        tables = list(self.counts)
        quoted = map(connection.ops.quote_name, tables)
        counted = ", ".join(f"(SELECT count(*) FROM {table})" for table in quoted)  # noqa: S608 - names of tables
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {counted}")
            return list(cursor.fetchone()) == [self.counts[table] for table in tables]

    def write(self) -> None:
        """Write the rows again, in the caller's transaction."""
        quoted = connection.ops.quote_name
        with connection.cursor() as cursor:
            for table, ids in self.went.items():
                marks = ", ".join(["%s"] * len(ids))
                cursor.execute(f"DELETE FROM {quoted(table)} WHERE id IN ({marks})", ids)  # noqa: S608
            for table, (columns, rows) in self.came.items():
                names = ", ".join(map(quoted, columns))
                marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
                values: Sequence[Any] = [value for row in rows for value in row]
                cursor.execute(
                    f"INSERT INTO {quoted(table)} ({names}) VALUES {marks}",  # noqa: S608
                    values,
                )


def _tables() -> Tables:
    """Every row of every table of a model."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found
