"""Error pages that help, even when nothing else works."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from config.urls import (
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns,
)
from portee.portal.views import errors

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("casse/", raising(RuntimeError("a secret detail"))),
    path("en/casse/", raising(RuntimeError("a secret detail"))),
    path("base/", raising(OperationalError("password=secret"))),
    path("interdit/", raising(PermissionDenied("a secret detail"))),
    path("louche/", raising(SuspiciousOperation("a secret detail"))),
    *urlpatterns,
]


@pytest.fixture
def quiet_client(settings: pytest.FixtureRequest) -> Client:
    """A client of a site with views that break, which shows what a reader would see."""
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_page_that_does_not_exist_offers_search_and_establishments(client: Client) -> None:
    response = client.get("/nulle-part/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Nous ne trouvons pas cette page" in page
    assert 'action="/recherche"' in page
    assert 'href="/etablissements/"' in page
    assert "We cannot find this page" in client.get("/en/nowhere/").content.decode()


@pytest.mark.django_db
def test_a_refused_page_says_why_and_what_to_do(quiet_client: Client) -> None:
    response = quiet_client.get("/interdit/")
    page = response.content.decode()
    assert response.status_code == 403
    assert 'href="/connexion/"' in page
    assert "donner-un-role" in page
    assert "secret" not in page


@pytest.mark.django_db
def test_who_tries_too_often_is_asked_to_wait(client: Client) -> None:
    typed = {"email": "personne@exemple.fr"}
    for _ in range(5):
        assert client.post("/mot-de-passe/oublie/", typed).status_code == 302
    response = client.post("/mot-de-passe/oublie/", typed)
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Reprenons notre souffle" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/casse/", 500, "Quelque chose s’est cassé de notre côté"),
        ("/en/casse/", 500, "Something broke on our side"),
        ("/base/", 503, "Nous revenons dans un instant"),
        ("/louche/", 400, "Nous n’avons pas compris cette demande"),
    ],
)
def test_a_failure_is_explained_without_the_database_nor_any_detail(
    quiet_client: Client, address: str, status: int, words: str
) -> None:
    # No database mark: pytest-django fails this test if the page asks the database anything.
    response = quiet_client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "secret" not in page
    assert response["Cache-Control"] == "no-store"


def test_an_outage_of_the_database_says_when_to_come_back(quiet_client: Client) -> None:
    assert quiet_client.get("/base/")["Retry-After"] == "30"


def test_the_failure_page_does_not_need_the_list_of_static_files() -> None:
    request = RequestFactory().get("/")
    with patch.object(errors, "static", side_effect=ValueError("Missing staticfiles manifest")):
        page = errors.server_error(request).content.decode()
    assert "Quelque chose s’est cassé" in page
    assert "stylesheet" not in page


def test_the_failure_page_does_not_need_the_layout() -> None:
    request = RequestFactory().get("/")
    with patch("portee.ui.context_processors.Comfort.parse", side_effect=RuntimeError):
        page = errors.page_not_found(request).content.decode()
    assert "Nous ne trouvons pas cette page" in page
    assert 'class="masthead"' not in page


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    response = client.post("/confort/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Votre formulaire n’a pas été reçu" in response.content.decode()
