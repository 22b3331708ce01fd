"""What deleting leaves in the file of a SQLite database, and how it is made to forget.

`secure_delete` (config/databases.py) writes zeros over what is deleted; the write-ahead log still holds older pages
until it is emptied. PostgreSQL reuses the place of deleted rows by itself (autovacuum), in files that only its server
reads: nothing is done there.
"""

from django.db import connection


class LogStillReadError(Exception):
    """Somebody reads the write-ahead log of SQLite: it could not be emptied now."""


def settle() -> None:
    """Empty the write-ahead log of SQLite into its database. Raises LogStillReadError while a reader holds it."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone() != ("wal",):
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_busy, _pages, _moved) = cursor.fetchone() or (0, 0, 0)
    if is_busy:
        raise LogStillReadError
