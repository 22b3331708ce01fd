"""The migrated database, made once and copied wherever a test needs one of its own.

All migrations take 15 s of a processor, and a run on three processes wanted nine such databases. What the migrations
themselves do is tested apart (tests/faults/test_migrate_twice.py). No demonstration here: see tests/browser.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from django.apps import apps
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"
"""The SQLite database stays here for the next run, under a digest of all that makes it."""
POSTGRESQL_NAME = "portee_migrated"
"""The PostgreSQL one lies on the server under this name; each run makes it again."""


def migrated_file() -> Path:
    """Give the path of a migrated SQLite database, to be copied and never opened for writing."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{_digest()}.sqlite3"
    with alone(KEPT / "lock"):
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                database = Path(folder) / "portee.sqlite3"
                _migrate(f"sqlite:///{database}")
                with closing(sqlite3.connect(database)) as connection:
                    # One file without its log, which a copy would leave behind.
                    connection.execute("PRAGMA journal_mode = DELETE")
                database.rename(made)
    return made


def migrated_database(server: str, *, run: Path) -> str:
    """Give the name of a migrated PostgreSQL database, to be used as a template and never connected to.

    `server` is the address of any database of the server; `run` is a folder that all processes of this run share.
    """
    done = run / "migrated-on-postgresql"
    with alone(run / "migrated-on-postgresql.lock"):
        if not done.exists():
            create_database(server, POSTGRESQL_NAME)
            _migrate(database_url(server, POSTGRESQL_NAME))
            done.touch()
    return POSTGRESQL_NAME


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock on a file while the block runs; the other processes of the run wait for their turn."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def create_database(server: str, name: str, *, template: str = "template1") -> None:
    """Create a PostgreSQL database, in place of the one that bears its name, as a copy of another."""
    drop_database(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def drop_database(server: str, name: str) -> None:
    """Drop a PostgreSQL database, and whoever is connected to it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def database_url(server: str, name: str) -> str:
    """Give the address of another database of the same server."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _migrate(url: str) -> None:
    """Create an installation as its administrator does; only its database is kept."""
    with tempfile.TemporaryDirectory() as data_folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTEE_")}
        done = subprocess.run(
            [sys.executable, "-m", "portee.cli", "migrate"],
            cwd=ROOT,
            env=kept
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                "PORTEE_DATA_DIR": data_folder,
                "PORTEE_DATABASE_URL": url,
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def _digest() -> str:
    """Tell apart databases that migrations of another text, or permissions of other models, would make."""
    digest = hashlib.sha256(django.get_version().encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"\0{app.label}/{migration.name}\0".encode() + migration.read_bytes())
    for model in apps.get_models():
        facts = model._meta
        digest.update(f"\0{facts.label}{facts.default_permissions}{facts.permissions}".encode())
    return digest.hexdigest()[:20]
