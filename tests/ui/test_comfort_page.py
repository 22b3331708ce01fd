"""The page « Confort de lecture » without JavaScript: a form, a cookie, the way back."""

import pytest
from django.test import Client

from portee.ui.comfort import COOKIE_NAME, Comfort

pytestmark = pytest.mark.django_db

DARK_AND_LARGE = {
    "theme": "dark",
    "size": "150",
    "font": "dyslexia",
    "spacing": "wide",
    "motion": "calm",
}


def test_a_choice_is_remembered_and_shown_on_the_next_page(client: Client) -> None:
    answer = client.post("/confort/", DARK_AND_LARGE | {"retour": "/etablissements/?page=2"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/etablissements/?page=2"
    assert client.cookies[COOKIE_NAME].value == "dark.150.dyslexia.wide.calm"
    html = client.get("/confort/").text
    opening = html[html.index("<html") : html.index(">", html.index("<html"))]
    for attribute in (
        'data-theme="dark"',
        'data-size="150"',
        'data-font="dyslexia"',
        'data-spacing="wide"',
        "data-calm",
    ):
        assert attribute in opening


def test_the_cookie_is_ours_alone_and_lasts_a_year(client: Client) -> None:
    client.post("/confort/", DARK_AND_LARGE)
    cookie = client.cookies[COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert not cookie["domain"]


def test_looking_at_the_page_leaves_no_cookie(client: Client) -> None:
    assert client.get("/confort/?retour=/").cookies == {}


def test_the_usual_display_is_no_cookie_at_all(client: Client) -> None:
    client.post("/confort/", DARK_AND_LARGE)
    answer = client.post("/confort/", DARK_AND_LARGE | {"defaults": "1"})
    assert answer.cookies[COOKIE_NAME].value == ""
    assert answer.cookies[COOKIE_NAME]["max-age"] == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "http:///example.org",
        "etablissements/",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, address: str) -> None:
    answer = client.post("/confort/", DARK_AND_LARGE | {"retour": address})
    assert answer.headers["Location"] == "/confort/"
    assert 'name="retour"' not in client.get("/confort/", {"retour": address}).text


def test_an_invented_choice_is_refused_and_named(client: Client) -> None:
    answer = client.post("/confort/", {"theme": "pink"})
    assert answer.status_code == 422
    assert COOKIE_NAME not in answer.cookies
    assert 'id="form-errors"' in answer.text


def test_the_page_shows_the_present_choice(client: Client) -> None:
    client.cookies[COOKIE_NAME] = Comfort(theme="contrast", size=200).serialise()
    html = client.get("/confort/").text
    assert html.count(" checked") == 5
    for value in ("contrast", "200"):
        assert f'value="{value}" id=' in html or f'value="{value}"' in html


def test_the_page_exists_in_both_languages(client: Client) -> None:
    assert "Confort de lecture" in client.get("/confort/").text
    assert "Reading comfort" in client.get("/en/confort/").text
