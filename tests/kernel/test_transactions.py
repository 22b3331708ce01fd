"""Transactions tried again: what is, what is not, how often."""

import sqlite3
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction

from portee.kernel.models import ScheduledSlot
from portee.kernel.transactions import retrying
from tests.kernel.test_jobs_schedule import AUTUMN_NIGHT

pytestmark = pytest.mark.django_db


class _PostgresError(Exception):
    """An error as psycopg raises it: with the code of the SQL standard."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


DEADLOCK = caused_by(_PostgresError("40P01"))
SERIALISATION = caused_by(_PostgresError("40001"))
BUSY = caused_by(sqlite_error(sqlite3.SQLITE_BUSY))
BUSY_SNAPSHOT = caused_by(sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT))
CONNECTION_LOST = caused_by(_PostgresError("57P01"))


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("portee.kernel.transactions.time.sleep", slept.append)
    return slept


class Work:
    """Writes one row, then fails as it was told to, once per error in the list."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.runs = 0

    def __call__(self, **_arguments: Any) -> int:
        self.runs += 1
        ScheduledSlot.objects.create(name="work", slot=str(self.runs), queued_at=AUTUMN_NIGHT)
        if self.errors:
            raise self.errors.pop(0)
        return self.runs


def rows() -> int:
    return ScheduledSlot.objects.filter(name="work").count()


@pytest.mark.parametrize("error", [DEADLOCK, SERIALISATION, BUSY, BUSY_SNAPSHOT])
def test_work_that_the_database_undid_is_done_again_and_leaves_one_result(
    error: OperationalError, pauses: list[float]
) -> None:
    work = Work(error, error)
    assert retrying()(work)() == 3
    assert rows() == 1
    assert pauses == [0.05, 0.1]


def test_the_error_of_the_third_attempt_is_raised() -> None:
    work = Work(*[DEADLOCK] * 3)
    with pytest.raises(OperationalError):
        retrying(attempts=3)(work)()
    assert work.runs == 3
    assert rows() == 0


@pytest.mark.parametrize("error", [CONNECTION_LOST, IntegrityError(), ValueError()])
def test_other_errors_are_not_tried_again(error: Exception) -> None:
    work = Work(error)
    with pytest.raises(type(error)):
        retrying()(work)()
    assert work.runs == 1
    assert rows() == 0


def test_it_refuses_to_run_inside_another_transaction() -> None:
    work = Work()
    with pytest.raises(RuntimeError), transaction.atomic():
        retrying()(work)()
    assert work.runs == 0
