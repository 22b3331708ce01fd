"""One process at a time changes the shape of an installation."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

_ADVISORY_KEY: Final = 5_078_133
"""Any number will do, as long as every version of Portée uses the same."""

_LOOK: Final = 0.2


@contextmanager
def alone_with_database(alias: str, *, when_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the installation's lock while the block runs; `when_waiting` is called once if another holds it.

    SQLite: a lock on a file beside the database, which the system drops when the process dies. PostgreSQL: an
    advisory lock of the session, with no limit on the time of a statement, since a migration may be long.
    """
    connection = connections[alias]
    if connection.vendor == "postgresql":
        with _alone_on_postgresql(connection, when_waiting):
            yield
    elif isinstance(connection, DatabaseWrapper) and not connection.is_in_memory_db():
        with _alone_on_file(connection.settings_dict, when_waiting):
            yield
    else:
        yield


def create_data_folders() -> None:
    """Create the folders of the installation that are missing, the data folder closed to other users."""
    data_dir = Path(settings.DATA_DIR)
    data_dir.mkdir(mode=0o750, parents=True, exist_ok=True)
    Path(settings.MEDIA_ROOT).mkdir(mode=0o750, parents=True, exist_ok=True)


@contextmanager
def _alone_on_file(database: dict[str, Any], when_waiting: Callable[[], None]) -> Iterator[None]:
    path = Path(database["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.migrating").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            when_waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_postgresql(
    connection: BaseDatabaseWrapper, when_waiting: Callable[[], None]
) -> Iterator[None]:
    with connection.cursor() as cursor:
        if not _lock(cursor):
            when_waiting()
            while not _lock(cursor):
                time.sleep(_LOOK)
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_KEY])


def _lock(cursor: Any) -> bool:
    # Asked again and again rather than waited for: a waiting statement would end at statement_timeout.
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY_KEY])
    return bool(cursor.fetchone()[0])
