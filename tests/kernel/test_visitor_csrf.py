"""A visitor's form is accepted from this site's own pages only, and without a cookie."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as config_urlpatterns

OURS = "http://testserver"


def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse("accepted")
    return HttpResponse(get_token(request))


def open_session(request: HttpRequest) -> HttpResponse:
    request.session["basket"] = "full"
    return HttpResponse(get_token(request))


@csrf_exempt
def machine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("accepted")


urlpatterns = [
    path("form/", form),
    path("session/", open_session),
    path("machine/", machine),
    *config_urlpatterns,
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def _pages() -> object:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def status_of(browser: Client, **headers: str) -> int:
    return browser.post("/form/", {"a": "b"}, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": OURS},
        {"Origin": OURS, "Sec-Fetch-Site": "same-origin"},
        {"Origin": settings.BASE_URL},
        {"Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{OURS}/form/?x=1"},
    ],
)
def test_a_visitor_s_form_from_our_own_page_is_accepted(
    browser: Client, headers: dict[str, str]
) -> None:
    assert status_of(browser, **headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "http://sub.testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://eviltestserver"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": "http://testserver/"},
        {"Origin": f"{OURS}, https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin", "Referer": OURS},
        {"Origin": "null", "Referer": f"{OURS}/form/"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "cross-site", "Referer": f"{OURS}/form/"},
        {"Referer": ""},
        {"Referer": "about:blank"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Referer": "https://testserver/form/"},
        {"Referer": "http://testserver:81/form/"},
        {"Referer": "http://testserver.evil.example/"},
        {"Referer": "http://testserver@evil.example/"},
        {"Referer": "http://evil.example#@testserver/"},
        {"Referer": "http://evil.example\\@testserver/"},
        {"Referer": "http://[testserver/"},
        {"Referer": "//testserver/form/"},
    ],
)
def test_a_form_from_anywhere_else_is_refused(browser: Client, headers: dict[str, str]) -> None:
    assert status_of(browser, **headers) == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_unsafe_method_is_held_to_it(browser: Client, method: str) -> None:
    assert getattr(browser, method)("/form/").status_code == 403


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_asks_for_no_proof(browser: Client, method: str) -> None:
    response = getattr(browser, method)("/form/", headers={"Origin": "https://evil.example"})
    assert response.status_code == 200


def test_a_visitor_who_sees_and_sends_a_form_gets_no_cookie(browser: Client) -> None:
    assert not browser.get("/form/").cookies
    assert not browser.post("/form/", headers={"Origin": OURS}).cookies


def test_who_signed_out_keeps_no_cookie_of_the_token(browser: Client) -> None:
    browser.cookies[settings.CSRF_COOKIE_NAME] = "left behind"
    answer = browser.get("/form/")
    assert answer.cookies[settings.CSRF_COOKIE_NAME]["max-age"] == 0


def test_a_machine_s_address_stays_exempt(browser: Client) -> None:
    assert browser.post("/machine/").status_code == 200


def test_with_a_session_the_origin_alone_is_not_enough(browser: Client) -> None:
    browser.get("/session/")
    assert status_of(browser, Origin=OURS) == 403


def test_with_a_session_django_s_token_is_asked_for_and_accepted(browser: Client) -> None:
    token = browser.get("/session/").content.decode()
    assert settings.CSRF_COOKIE_NAME in browser.cookies
    sent = browser.post("/form/", {"csrfmiddlewaretoken": token}, headers={"Origin": OURS})
    assert sent.status_code == 200


def test_a_session_cookie_planted_by_a_stranger_loosens_nothing(browser: Client) -> None:
    """A neighbour that plants a cookie to fix the session sends the form down Django's path."""
    browser.cookies[settings.SESSION_COOKIE_NAME] = "planted"
    assert status_of(browser, Origin=OURS) == 403


def test_an_account_signed_in_is_held_to_the_token(browser: Client) -> None:
    account = get_user_model().objects.create_user(email="a@b.example", password="x")
    browser.force_login(account)
    assert status_of(browser, Origin=OURS) == 403


def test_signing_in_draws_a_new_session(browser: Client) -> None:
    """Session fixation: the key known before is worth nothing after."""
    get_user_model().objects.create_user(email="a@b.example", password="a-long-password")
    browser.get("/session/")
    before = browser.cookies[settings.SESSION_COOKIE_NAME].value
    token = browser.get("/form/").content.decode()
    browser.post(
        "/connexion/",
        {"login": "a@b.example", "password": "a-long-password", "csrfmiddlewaretoken": token},
        headers={"Origin": OURS},
    )
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value not in {"", before}


def test_a_foreign_page_cannot_sign_somebody_in(browser: Client) -> None:
    """Login CSRF: the reader would go on in the attacker's account."""
    get_user_model().objects.create_user(email="a@b.example", password="a-long-password")
    answer = browser.post(
        "/connexion/",
        {"login": "a@b.example", "password": "a-long-password"},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert settings.SESSION_COOKIE_NAME not in browser.cookies
