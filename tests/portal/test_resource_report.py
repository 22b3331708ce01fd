"""A reader reports an error; those who look after the source see it, and nobody else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from portee.catalogue.models import ErrorReport
from portee.catalogue.services.error_report import (
    KEPT,
    MOST_WAITING,
    report_error,
    settle_error,
)
from portee.portal.forms.resource_report import SALT
from portee.portal.views.resource_report import MOST_AN_HOUR
from tests.portal.resource_shelf import ELEGY, Put
from tests.retention import delete_due

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
Report = Callable[..., Any]


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture
def report(client: Client) -> Report:
    """Send the form as a browser does, some seconds after it was shown."""

    def send(resource_id: int, *, seconds: float = 30.0, **said: str) -> Any:
        shown = signing.dumps(datetime.now(UTC).timestamp() - seconds, salt=SALT)
        data = {"kind": "description", "message": "C’est Louise Farrenc.", "shown": shown, **said}
        return client.post(
            f"/ressource/{resource_id}/signaler/", data, headers={"Origin": "http://testserver"}
        )

    return send


def test_a_visitor_reports_an_error_without_account_or_cookie(
    client: Client, put: Put, report: Report
) -> None:
    resource_id = put(*ELEGY)
    page = client.get(f"/ressource/{resource_id}/signaler/")
    assert "Élégie, op. 24" in page.content.decode()
    response = report(resource_id)
    assert response.status_code == 302
    thanks = client.get(response["Location"])
    assert "Votre signalement est arrivé" in thanks.content.decode()
    assert not client.cookies
    kept = ErrorReport.objects.get()
    assert (kept.resource_id, kept.source.code) == (resource_id, "essai")
    assert (kept.kind, kept.message) == ("description", "C’est Louise Farrenc.")


@pytest.mark.parametrize(
    "said",
    [{"message": " "}, {"kind": "rien"}, {"site": "http://spam.example"}, {"shown": "forged"}],
    ids=["empty", "of no kind", "by a machine", "of an invented form"],
)
def test_a_report_that_is_none_is_not_kept(put: Put, report: Report, said: dict[str, str]) -> None:
    response = report(put(*ELEGY), **said)
    assert response.status_code == 422
    assert re.search(r"<title>\s*Erreur", response.content.decode())
    assert not ErrorReport.objects.exists()


def test_a_form_sent_at_once_was_read_by_nobody(put: Put, report: Report) -> None:
    assert report(put(*ELEGY), seconds=0.1).status_code == 422


def test_one_client_sends_a_few_reports_an_hour(put: Put, report: Report) -> None:
    resource_id = put(*ELEGY)
    answers = [report(resource_id).status_code for _ in range(MOST_AN_HOUR + 1)]
    assert answers == [302] * MOST_AN_HOUR + [429]
    assert ErrorReport.objects.count() == MOST_AN_HOUR


def test_another_site_cannot_report_for_somebody(client: Client, put: Put) -> None:
    address = f"/ressource/{put(*ELEGY)}/signaler/"
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_nothing_is_reported_of_what_is_not_there(client: Client, db: None) -> None:
    assert client.get("/ressource/999999/signaler/").status_code == 404


def test_so_many_reports_wait_that_one_more_would_help_nobody(put: Put, report: Report) -> None:
    resource_id = put(*ELEGY)
    for number in range(MOST_WAITING):
        report_error(resource_id=resource_id, kind="other", message=str(number), at=NOW)
    response = report(resource_id)
    assert response.status_code == 422
    assert "déjà signalé" in response.content.decode()
    settle_error(report_id=ErrorReport.objects.earliest("pk").pk, at=NOW)
    assert report(resource_id).status_code == 302


def test_a_settled_report_is_forgotten_after_a_year_and_not_a_day_before(put: Put) -> None:
    resource_id = put(*ELEGY)
    for message in ("ancien", "récent", "en attente"):
        report_error(resource_id=resource_id, kind="other", message=message, at=NOW)
    old, recent, _waiting = ErrorReport.objects.order_by("pk")
    settle_error(report_id=old.pk, at=NOW - KEPT - timedelta(seconds=1))
    settle_error(report_id=recent.pk, at=NOW - KEPT)
    delete_due("catalogue.error-reports", at=NOW)
    assert [one.message for one in ErrorReport.objects.order_by("pk")] == ["récent", "en attente"]
