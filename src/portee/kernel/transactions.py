"""Transactions that are tried again when the database itself asks for it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from django.db import OperationalError, transaction

P = ParamSpec("P")
R = TypeVar("R")

FIRST_PAUSE: Final = 0.05
"""Seconds before the second attempt, doubled before the third."""

_SERIALISATION_FAILURE: Final = "40001"
_DEADLOCK_DETECTED: Final = "40P01"
_SQLITE_BUSY: Final = 5
_SQLITE_LOCKED: Final = 6


def retrying(attempts: int = 3) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Run the function in a transaction of its own, again after a deadlock, a serialisation failure or a busy SQLite.

    The whole function is run again: apart from the database, it must have no effect. It refuses to run inside
    another transaction (RuntimeError), whose earlier work would not be done again. The last error is raised
    when every attempt failed.
    Source: PostgreSQL, appendix A (class 40); SQLite, result codes 5 and 6.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(1, attempts):
                try:
                    with transaction.atomic(durable=True):
                        return function(*args, **kwargs)
                except OperationalError as error:
                    if not is_worth_retrying(error):
                        raise
                time.sleep(FIRST_PAUSE * 2 ** (attempt - 1))
            with transaction.atomic(durable=True):
                return function(*args, **kwargs)

        return run

    return decorate


def is_worth_retrying(error: OperationalError) -> bool:
    """Whether the database undid everything and says that the same work may well succeed now."""
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in {_SERIALISATION_FAILURE, _DEADLOCK_DETECTED}:
        return True
    # The low byte is the primary code; SQLITE_BUSY_SNAPSHOT and others are variants of it.
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in {_SQLITE_BUSY, _SQLITE_LOCKED}
