"""The doctor names each illness in a sentence, with its remedy, and fails only for what must be mended."""

import json
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection
from django.utils import translation
from pytest_django import Settings

from portee.catalogue.models import IndexState
from portee.kernel.doctor import Diagnosis, Severity, examine
from portee.kernel.doctor import files as files_module
from portee.kernel.doctor import tables as tables_module
from portee.kernel.health.register import sign_as_worker
from portee.kernel.jobs import QueueState
from tests.catalogue.search_engine import IndexNow

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _healthy(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    index_now: IndexNow,
) -> Iterator[None]:
    """An installation where nothing is wrong, whatever the machine that runs the tests."""
    built = tmp_path / "dist"
    (built / "ui").mkdir(parents=True)
    (built / "ui" / "site.css").write_text("a{color:red}")
    (tmp_path / "data").mkdir()
    settings.STATICFILES_DIRS = [built]
    settings.DATA_DIR = tmp_path / "data"
    settings.UNKNOWN_VARIABLES = ()
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 3))
    monkeypatch.setattr(files_module, "source_catalogues", list)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(0, 0, 10 * 1024**3))
    sign_as_worker(now=NOW)
    index_now()
    IndexState.objects.update(indexer_seen_at=NOW)
    with translation.override("en"):
        yield


def found(*, quick: bool = False) -> dict[str, Diagnosis]:
    return {diagnosis.check: diagnosis for diagnosis in examine(now=NOW, quick=quick)}


def test_a_healthy_installation_has_nothing() -> None:
    assert found() == {}


@pytest.mark.parametrize(("free_mib", "severity"), [(1000, Severity.WARNING), (63, Severity.ERROR)])
def test_a_disk_nearly_full_is_told(
    monkeypatch: pytest.MonkeyPatch, free_mib: int, severity: Severity
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(0, 0, free_mib * 1024**2))
    assert found()["disk_space"].severity is severity
    assert str(free_mib) in found()["disk_space"].message


def test_a_missing_data_folder_is_told_with_the_way_to_make_it(settings: Settings) -> None:
    settings.DATA_DIR = Path(settings.DATA_DIR) / "gone"
    assert found()["data_dir"].severity is Severity.ERROR
    assert str(settings.DATA_DIR) in found()["data_dir"].remedy


def test_a_secret_open_to_others_must_be_closed(settings: Settings) -> None:
    secret = Path(settings.DATA_DIR) / "secrets" / "secret_key"
    secret.parent.mkdir()
    secret.write_text("x" * 64)
    secret.chmod(0o600)
    assert found() == {}
    secret.chmod(0o640)
    assert found()["secret_rights"].severity is Severity.ERROR
    assert f"chmod 600 {secret}" in found()["secret_rights"].remedy


def test_a_front_end_not_built_must_be_built(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "nowhere"]
    assert "make setup" in found()["front_end"].remedy


def test_catalogues_not_compiled_must_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    catalogue = tmp_path / "django.po"
    monkeypatch.setattr(files_module, "source_catalogues", lambda: [catalogue])
    assert found()["translations"].severity is Severity.ERROR
    catalogue.with_suffix(".mo").write_bytes(b"")
    assert found() == {}


def test_an_unknown_variable_is_a_warning(settings: Settings) -> None:
    settings.UNKNOWN_VARIABLES = ("PORTEE_DATBASE_URL",)
    assert found()["unknown_variable"].severity is Severity.WARNING
    assert "PORTEE_DATBASE_URL" in found()["unknown_variable"].message


def test_a_public_site_in_plain_http_must_be_mended(settings: Settings) -> None:
    settings.BASE_URL = "http://portee.exemple.fr"
    settings.EMAIL_URL = "smtp://host"
    assert set(found()) == {"plain_http"}


def test_a_public_site_that_mails_nobody_or_trusts_no_proxy_is_warned(settings: Settings) -> None:
    settings.BASE_URL = "https://portee.exemple.fr"
    settings.EMAIL_URL = "console:"
    settings.TRUSTED_PROXIES = ()
    assert set(found()) == {"mail", "trusted_proxies"}
    assert {diagnosis.severity for diagnosis in found().values()} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("address", "severity"),
    [("http://127.0.0.1:8000", Severity.WARNING), ("http://portee.exemple.fr", Severity.ERROR)],
)
def test_development_mode_is_told(settings: Settings, address: str, severity: Severity) -> None:
    settings.DEBUG = True
    settings.BASE_URL = address
    assert found()["debug"].severity is severity


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_defect_of_older_sqlite_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 2))
    assert found()["sqlite_version"].severity is Severity.WARNING


def test_a_database_away_ends_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("password of the database")

    monkeypatch.setattr(connection, "ensure_connection", away)
    assert set(found()) == {"database"}
    assert "password" not in found()["database"].message


def test_a_database_that_fails_during_the_round_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise ProgrammingError("relation does not exist")

    monkeypatch.setattr(tables_module, "pending_migrations", broken)
    assert found()["database"].severity is Severity.ERROR


def test_pending_migrations_must_be_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "pending_migrations", lambda: ["network.0009_next"])
    assert "portee migrate" in found()["migrations"].remedy


def test_a_silent_worker_is_a_warning_and_not_looked_for_at_start() -> None:
    sign_as_worker(now=NOW - timedelta(hours=1))
    assert found()["worker"].severity is Severity.WARNING
    assert found(quick=True) == {}


def test_a_late_queue_and_dead_letters_are_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = QueueState(waiting=3, running=0, to_review=2, oldest_wait=timedelta(minutes=40))
    monkeypatch.setattr(tables_module, "queue_state", lambda now: queue)
    assert set(found()) == {"queue", "jobs_to_review"}
    assert "40 minutes" in found()["queue"].message


def test_the_command_says_illness_and_remedy_and_fails(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "nowhere"]
    out = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("doctor", stdout=out)
    assert caught.value.code == 1
    assert "✗ " in out.getvalue()
    assert "\n  → " in out.getvalue()


def test_the_command_succeeds_with_warnings_only(settings: Settings) -> None:
    settings.UNKNOWN_VARIABLES = ("PORTEE_TYPO",)
    out = StringIO()
    call_command("doctor", "--quick", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["ok"] is True
    assert answer["findings"][0]["check"] == "unknown_variable"
    assert answer["findings"][0]["severity"] == "warning"
