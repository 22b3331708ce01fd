"""What machines are told: alive, ready, and how much."""

import os
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from portee.catalogue.models import IndexState
from portee.kernel.health import checks
from portee.kernel.health.checks import Finding, State, overall_state
from portee.kernel.health.register import last_signature, sign_as_worker
from portee.kernel.health.worker import check_queue, check_worker
from portee.kernel.jobs import QueueState
from tests.catalogue.search_engine import IndexNow

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _empty_register() -> None:
    cache.clear()


def test_alive_needs_neither_database_nor_disk(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/sante/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_an_installation_without_worker_serves_and_says_so(client: Client) -> None:
    answer = client.get("/sante/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["worker"] == {"state": "degraded", "reason": "never_seen"}
    assert answer.json()["checks"]["database"]["state"] == "ok"


@pytest.mark.django_db
def test_an_installation_with_everything_is_ready(client: Client, index_now: IndexNow) -> None:
    sign_as_worker(now=datetime.now(UTC))
    index_now()
    IndexState.objects.update(indexer_seen_at=datetime.now(UTC))
    assert client.get("/sante/ready").json()["status"] == "ok"


@pytest.mark.django_db
def test_pending_migrations_make_the_site_unready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_migrations_are_applied", False)
    monkeypatch.setattr(checks, "pending_migrations", lambda: ["network.0009_next"])
    answer = client.get("/sante/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == {"state": "failed", "pending": 1}


@pytest.mark.django_db
def test_a_database_away_makes_the_site_unready_and_is_not_asked_twice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(now: datetime) -> Finding:
        return Finding(State.FAILED, {"reason": "OperationalError"})

    monkeypatch.setattr(checks, "check_database", away)
    answer = client.get("/sante/ready")
    assert answer.status_code == 503
    assert set(answer.json()["checks"]) == {"database", "disk"}


@pytest.mark.django_db
def test_a_check_that_loses_the_database_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> Finding:
        raise OperationalError("secret words of the database")

    monkeypatch.setitem(checks._checks, "queue", broken)
    findings = checks.run_checks(now=NOW)
    assert findings["queue"] == Finding(State.FAILED, {"reason": "OperationalError"})


def test_a_full_disk_degrades(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(100, 99, 1024**2))
    assert checks.check_disk(NOW) == Finding(State.DEGRADED, {"free_mib": 1})


def test_a_folder_that_cannot_be_written_degrades(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert checks.check_disk(NOW).facts == {"reason": "not_writable"}


def test_a_data_folder_that_is_gone_degrades(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    assert checks.check_disk(NOW).state is State.DEGRADED


def test_a_worker_is_believed_for_ninety_seconds() -> None:
    sign_as_worker(now=NOW)
    assert check_worker(NOW + timedelta(seconds=90)).state is State.OK
    silent = check_worker(NOW + timedelta(seconds=91))
    assert silent == Finding(State.DEGRADED, {"silent_seconds": 91})


def test_a_worker_signs_again_after_twenty_seconds_only() -> None:
    sign_as_worker(now=NOW)
    sign_as_worker(now=NOW + timedelta(seconds=19))
    assert last_signature() == NOW
    sign_as_worker(now=NOW + timedelta(seconds=20))
    assert last_signature() == NOW + timedelta(seconds=20)


def test_a_clock_put_back_does_not_silence_the_worker() -> None:
    sign_as_worker(now=NOW)
    sign_as_worker(now=NOW - timedelta(hours=2))
    assert last_signature() == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("minutes", "to_review", "state"),
    [(15, 0, State.OK), (16, 0, State.DEGRADED), (0, 1, State.DEGRADED)],
)
def test_a_late_queue_and_jobs_to_review_degrade(
    monkeypatch: pytest.MonkeyPatch, minutes: int, to_review: int, state: State
) -> None:
    queue = QueueState(
        waiting=1, running=0, to_review=to_review, oldest_wait=timedelta(minutes=minutes)
    )
    monkeypatch.setattr("portee.kernel.health.worker.queue_state", lambda now: queue)
    assert check_queue(NOW).state is state


def test_the_worst_state_is_the_state_of_all() -> None:
    findings = {"a": Finding(State.OK), "b": Finding(State.FAILED), "c": Finding(State.DEGRADED)}
    assert overall_state(findings) is State.FAILED


@pytest.mark.django_db
@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", "Basic a", "Bearer é"])
def test_figures_do_not_exist_without_the_token(client: Client, authorization: str) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.django_db
def test_figures_do_not_exist_when_no_token_is_set(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_figures_open_with_the_token(client: Client, settings: Settings) -> None:
    client.get("/sante/live")
    headers = {"Authorization": f"Bearer {settings.METRICS_TOKEN}"}
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert "django_http_requests_total_by_view_transport_method" in answer.content.decode()
    assert 'view="kernel:health_live"' in answer.content.decode()
    assert "portee_page_cache_answers" in answer.content.decode()
