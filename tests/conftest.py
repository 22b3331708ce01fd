"""What every test shares: no network but loopback, no data folder but its own."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.http import HttpRequest
from django.utils import translation

from tests.migrated import migrated_database, migrated_file

pytest_plugins = ["tests.browser.fixtures", "tests.catalogue.search_engine"]

# Real exports that may not be published: beside the repository where they are, or at PORTEE_SHARED_DATA.
SHARED_DATA = Path(
    os.environ.get("PORTEE_SHARED_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data"
)
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104  compared, never bound


ASKS_FOR_THE_DATABASE = frozenset(
    {"db", "transactional_db", "django_db_setup", "live_server", "installation"}
    | {"empty_installation", "postgresql_installation"}
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what no database can change."""
    parser.addoption("--database-only", action="store_true", help="only tests that use a database")
    parser.addoption("--nightly", action="store_true", help="also what is too long for each push")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their parameter: what is in them may differ from a process to the next, as gzip's clock does."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and have counted as deselected, what a second database cannot change and what waits for the night.

    With --database-only, tests are kept that ask for the database of the run, or for an installation on it.
    """
    second = bool(config.getoption("--database-only"))
    kept = [
        item
        for item in items
        if (not second or _depends_on_the_database(item))
        and (config.getoption("--nightly") or not _waits_for_the_night(item, second=second))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _waits_for_the_night(item: pytest.Item, *, second: bool) -> bool:
    return any(second or mark.kwargs.get("on") is None for mark in item.iter_markers("nightly"))


def _depends_on_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db"):
        return True
    return not ASKS_FOR_THE_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


class ForeignAddressError(RuntimeError):
    """A test tried to reach a host that is not this machine."""


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give a folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, run_folder: Path
) -> Iterator[None]:
    """Have the test database begin as a copy of the migrated one: no migration is left to apply to it."""
    if connection.vendor == "postgresql":
        server = os.environ["PORTEE_DATABASE_URL"]
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(server, run=run_folder)
        yield
        return
    # A database in memory lives as long as somebody is connected to it, and Django joins this one by its name.
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # not in django-stubs
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(f"file:{migrated_file()}?mode=ro", uri=True)) as migrated:
            migrated.backup(memory)
        yield


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine: a test that needs one is wrong."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and not str(host).startswith(LOOPBACK):
            raise ForeignAddressError(f"A test tried to connect to {host!r}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _force_login_is_a_whole_sign_in() -> None:
    """Have `force_login` stand for all the steps of signing in, the second factor of staff included.

    It already stands for the right password. Tests of the steps themselves go through the pages.
    """
    user_logged_in.connect(_give_second_factor, dispatch_uid="tests.second_factor")


def _give_second_factor(*, request: HttpRequest, user: Any, **_more: Any) -> None:
    if "REQUEST_METHOD" in request.META:
        # A request of a browser: only the test client signs in with an empty one.
        return
    record_authentication(request, user, "mfa", type="totp")


@pytest.fixture(autouse=True)
def _in_the_language_of_the_installation() -> Iterator[None]:
    """Begin in French: a request in English leaves its language to whatever runs next in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real exports; a test that reads it is skipped, and counted, where it is not."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared data are not on this machine")
    return SHARED_DATA
