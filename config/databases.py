"""Django's `DATABASES` for the address of a database; SQLite and PostgreSQL each with what keeps them sound.

SQLite: immediate transactions, a 20 s wait, a write-ahead log. Django's defaults made 47 % of transactions fail
with 12 writers; with these, none did (docs/adr). What is deleted is overwritten
(docs/adr/0036). PostgreSQL: a pool, and limits so that nothing waits for ever.
"""

from typing import Any

import dj_database_url

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
}


def database(
    url: str,
    *,
    pool_size: int,
    pool_seconds: int,
    statement_seconds: int,
    lock_seconds: int,
    idle_seconds: int,
) -> dict[str, Any]:
    """The settings of one database. Limits are in seconds and concern PostgreSQL alone; 0 means no limit.

    A pool of size 0 means a connection for each request or job.
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url))
    options: dict[str, Any] = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        options.update(SQLITE_OPTIONS)
        # Opening the file for each request cost 1.5 ms of a page's 10; a restored file is seen within a minute.
        settings["CONN_MAX_AGE"] = 60
        return settings
    limits = {
        "statement_timeout": statement_seconds,
        "lock_timeout": lock_seconds,
        "idle_in_transaction_session_timeout": idle_seconds,
    }
    options["options"] = " ".join(f"-c {name}={value * 1000}" for name, value in limits.items())
    options["connect_timeout"] = pool_seconds
    settings["CONN_MAX_AGE"] = 0
    # Asked of the pool: a connection that the server closed meanwhile is not handed out.
    settings["CONN_HEALTH_CHECKS"] = True
    if pool_size:
        options["pool"] = {
            "min_size": 1,
            "max_size": pool_size,
            "timeout": pool_seconds,
            "max_lifetime": 1800,
        }
    return settings
