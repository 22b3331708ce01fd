"""A throw-away installation of Portée for browser tests: data folder, database, server process.

Everything runs on the loopback and is ended by its process id. Nothing here knows a page or a test.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from benchmarks.support.unimarc_file import write_unimarc_file
from tests.migrated import alone, migrated_file

ROOT = Path(__file__).absolute().parent.parent.parent
DATABASE_FILE = "portee.sqlite3"
READY_PATH = "/sante/ready"
START_SECONDS = 60
STOP_SECONDS = 15

DOCUMENTS = ("partotheque-montauban", "theatre-danse-mime", "instruments-malles-jeux", "mutopia")
"""Sources of the demonstration that tests look at: every kind of page has something to show, in two seconds."""


class InstallationError(Exception):
    """A command of the installation failed, or its server did not answer."""


@dataclass(frozen=True)
class Installation:
    """The data folder and the environment that its commands and servers run with."""

    folder: Path
    database_url: str

    def environment(self, **more: str) -> dict[str, str]:
        """Give the variables of a child process: ours replace those of the test run."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTEE_")}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PORTEE_DATA_DIR": str(self.folder),
            "PORTEE_DATABASE_URL": self.database_url,
            # As in `make run`: the demonstration's own accounts sign in with a password alone.
            "PORTEE_STAFF_SECOND_FACTOR": "demo",
            **more,
        }

    def run(self, *arguments: str) -> str:
        """Run one `portee` command to its end and give what it printed; raise InstallationError if it failed."""
        done = subprocess.run(
            [sys.executable, "-m", "portee.cli", *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
        if done.returncode:
            message = f"portee {' '.join(arguments)} ended with {done.returncode}:\n"
            raise InstallationError(message + (done.stdout + done.stderr)[-4000:])
        return done.stdout

    @contextmanager
    def served(self, **more: str) -> Iterator[str]:
        """Serve the installation on a free port, give its address, and stop the server at the end."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        # Told of its parent, the server ends even when the tests are killed.
        options = ["--port", str(port), "--supervisor", str(os.getpid())]
        journal = self.folder / f"server-{port}.log"
        with journal.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "portee.cli", "serve", *options],
                cwd=ROOT,
                env=self.environment(PORTEE_BASE_URL=address, **more),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_until_ready(address, process, journal)
            yield address
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server process that we started: politely, then by force."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=STOP_SECONDS)


def free_port() -> int:
    """Ask the system for a loopback port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], journal: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address + READY_PATH, timeout=5):  # noqa: S310  (our own loopback address)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    message = f"The server at {address} is not ready:\n"
    raise InstallationError(message + journal.read_text(errors="replace")[-4000:])


@contextmanager
def prepared_installation(folder: Path, *, name: str, run: Path) -> Iterator[Installation]:
    """Make an installation with the demonstration network, and leave nothing of it behind.

    The database is of the kind that PORTEE_DATABASE_URL names: on PostgreSQL a database called `name` is created
    beside the one of the address, then dropped; otherwise it is a SQLite file in the folder, which the first process
    that asks for one prepares in `run`, a folder that all processes of this run share, and the others copy.
    """
    given = os.environ.get("PORTEE_DATABASE_URL", "")
    if given.startswith("postgres"):
        with _database(given, name=name) as database_url:
            installation = Installation(folder=folder, database_url=database_url)
            _prepare(installation)
            yield installation
    else:
        shutil.copytree(_model(run), folder, dirs_exist_ok=True)
        yield Installation(folder=folder, database_url=_sqlite_url(folder))
    shutil.rmtree(folder, ignore_errors=True)


def _model(run: Path) -> Path:
    """The installation on SQLite that is copied: nobody serves it."""
    model = run / "demonstration"
    with alone(run / "demonstration.lock"):
        if not model.exists():
            draft = run / "demonstration-draft"
            draft.mkdir()
            shutil.copyfile(migrated_file(), draft / DATABASE_FILE)
            _prepare(Installation(folder=draft, database_url=_sqlite_url(draft)))
            draft.rename(model)
    return model


def _prepare(installation: Installation) -> None:
    installation.run("migrate")
    installation.run("demo", "--sources", *DOCUMENTS)
    _import_some_records(installation)
    installation.run("reindex")


def _sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / DATABASE_FILE}"


def _import_some_records(installation: Installation) -> None:
    """Give the back office an import to show, its report, its records."""
    path = installation.folder / "export.mrc"
    write_unimarc_file(path, count=3)
    path.write_bytes(path.read_bytes() + b"these bytes are no record\x1d")
    installation.run("import", str(path), "--source", "demonstration")
    path.unlink()


@contextmanager
def _database(given: str, *, name: str) -> Iterator[str]:
    database = sql.Identifier(name)
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(database))
    try:
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))
