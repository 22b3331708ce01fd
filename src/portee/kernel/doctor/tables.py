"""The database: can it be reached, is it sound and up to date, does the background work go on."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from portee.kernel.doctor.diagnosis import Diagnosis, Severity
from portee.kernel.health.checks import QUEUE_AGE_WANTED, State, pending_migrations
from portee.kernel.health.worker import check_worker
from portee.kernel.jobs import queue_state

SOUND_SQLITE = (3, 51, 3)
"""Before it, a write-ahead log being reset at the wrong moment could, rarely, damage the file."""

OLDEST_POSTGRESQL = 150_000


def examine_connection(_now: datetime) -> Iterator[Diagnosis]:
    """Whether the database answers, and is of a version that can be trusted."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Diagnosis(
            "database",
            Severity.ERROR,
            _("The database does not answer (%(reason)s).") % {"reason": type(error).__name__},
            _("Check that it is started, and the address and password in PORTEE_DATABASE_URL."),
        )
        return
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < SOUND_SQLITE:
        yield Diagnosis(
            "sqlite_version",
            Severity.WARNING,
            _("SQLite %(version)s has a rare defect of its journal, mended in 3.51.3.")
            % {"version": sqlite3.sqlite_version},
            _("Back up every day, and use a Python built with a newer SQLite, or PostgreSQL."),
        )
    if connection.vendor == "postgresql":
        yield from _examine_postgresql()


def _examine_postgresql() -> Iterator[Diagnosis]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        (version,) = cursor.fetchone() or ("0",)
    if int(version) < OLDEST_POSTGRESQL:
        yield Diagnosis(
            "postgresql_version",
            Severity.ERROR,
            _("This PostgreSQL is older than version 15."),
            _("Upgrade the database server to PostgreSQL 15 or later."),
        )


def examine_tables(_now: datetime) -> Iterator[Diagnosis]:
    """Whether the tables are those of this version."""
    pending = pending_migrations()
    if pending:
        yield Diagnosis(
            "migrations",
            Severity.ERROR,
            _("The database is %(count)d steps behind this version.") % {"count": len(pending)},
            _("Upgrade it: portee migrate"),
        )
        return
    try:
        cache.get("kernel.doctor")
    except DatabaseError:
        yield Diagnosis(
            "cache_table",
            Severity.ERROR,
            _("The table of the cache is missing."),
            _("Create it: portee migrate"),
        )


def examine_work(now: datetime) -> Iterator[Diagnosis]:
    """Whether a worker lives, and the queue moves."""
    if check_worker(now).state is not State.OK:
        yield Diagnosis(
            "worker",
            Severity.WARNING,
            _("No background worker shows signs of life: mails and imports wait."),
            _("Start it: portee worker (portee up starts it with the site)"),
        )
    queue = queue_state(now=now)
    if queue.oldest_wait > QUEUE_AGE_WANTED:
        yield Diagnosis(
            "queue",
            Severity.WARNING,
            _("A job has been waiting for %(minutes)d minutes.")
            % {"minutes": queue.oldest_wait.total_seconds() // 60},
            _("Start a worker, or one more: portee worker"),
        )
    if queue.to_review:
        yield Diagnosis(
            "jobs_to_review",
            Severity.WARNING,
            _("%(count)d jobs failed for good and wait for somebody.") % {"count": queue.to_review},
            _("Look at them in the back office, then run them again or drop them."),
        )


def broken_query(error: DatabaseError) -> Diagnosis:
    """The finding when the database fails in the middle of the examination."""
    return Diagnosis(
        "database",
        Severity.ERROR,
        _("The database failed while it was examined (%(reason)s).")
        % {"reason": type(error).__name__},
        _("Look at its own log, then run portee doctor again."),
    )
