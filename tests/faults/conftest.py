"""Installations to break: each test gets a copy of the migrated database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults.cluster import Cluster, find_binaries
from tests.faults.installation import Installation, free_port
from tests.migrated import (
    create_database,
    database_url,
    drop_database,
    migrated_database,
    migrated_file,
)

GIVEN_URL = os.environ.get("PORTEE_DATABASE_URL", "")
ON_POSTGRESQL = GIVEN_URL.startswith("postgres")


@pytest.fixture(scope="session")
def sqlite_model() -> Path:
    """A migrated SQLite database, to be copied."""
    return migrated_file()


@pytest.fixture(scope="session")
def postgresql_model(run_folder: Path) -> str:
    """The name of a migrated PostgreSQL database, to be copied."""
    return migrated_database(GIVEN_URL, run=run_folder)


@pytest.fixture
def sqlite_installation(sqlite_model: Path, tmp_path: Path) -> Iterator[Installation]:
    """An installation on SQLite, whatever the suite runs on."""
    copy = shutil.copy(sqlite_model, tmp_path / "portee.sqlite3")
    installation = Installation(tmp_path, f"sqlite:///{copy}", free_port())
    yield installation
    installation.stop_all()


@pytest.fixture
def postgresql_installation(
    tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """An installation on the PostgreSQL that the suite runs on."""
    if not ON_POSTGRESQL:
        pytest.skip("the suite runs on SQLite")
    name = f"portee_faults_{uuid4().hex[:12]}"
    create_database(GIVEN_URL, name, template=request.getfixturevalue("postgresql_model"))
    installation = Installation(tmp_path, database_url(GIVEN_URL, name), free_port())
    yield installation
    installation.stop_all()
    drop_database(GIVEN_URL, name)


@pytest.fixture
def installation(request: pytest.FixtureRequest) -> Installation:
    """An installation on the database that the suite runs on."""
    kind = "postgresql" if ON_POSTGRESQL else "sqlite"
    made: Installation = request.getfixturevalue(f"{kind}_installation")
    return made


@pytest.fixture
def empty_installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation that nobody has created yet, on the database that the suite runs on."""
    name = f"portee_faults_{uuid4().hex[:12]}"
    url = f"sqlite:///{tmp_path / 'portee.sqlite3'}"
    if ON_POSTGRESQL:
        create_database(GIVEN_URL, name)
        url = database_url(GIVEN_URL, name)
    installation = Installation(tmp_path, url, free_port())
    yield installation
    installation.stop_all()
    if ON_POSTGRESQL:
        drop_database(GIVEN_URL, name)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL server of the test's own, which it may stop and restart."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed here")
    cluster = Cluster.create(binaries)
    yield cluster
    cluster.remove()
