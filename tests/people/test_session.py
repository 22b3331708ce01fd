"""Signing in and out, and what attackers try there."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import import_string

from portee.people.models import Account
from tests.people.world import PASSWORD, World

SIGN_IN = "/connexion/"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


def sign_in(client: Client, address: str = "camille@example.org", **data: str) -> object:
    return client.post(SIGN_IN, {"login": address, "password": PASSWORD, **data})


def is_signed_in(client: Client) -> bool:
    return client.get("/mon-compte/").status_code == 200


def test_person_signs_in_with_her_address_whatever_its_case(
    camille: Account, client: Client
) -> None:
    sign_in(client, "CAMILLE@Example.org")
    assert is_signed_in(client)


def test_sign_in_page_says_how_to_get_an_account(db: None, client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "Votre bibliothèque ou votre conservatoire l’ouvre pour vous" in page
    assert 'href="/inscription/"' in page
    assert "/etablissements/" in page
    english = client.get("/en/connexion/").content.decode()
    assert "ask here in two minutes, or at its desk" in english


def test_unknown_address_and_wrong_password_get_the_same_answer(
    camille: Account, client: Client
) -> None:
    answers = [
        client.post(SIGN_IN, {"login": address, "password": "wrong"})
        for address in ("camille@example.org", "unknown@example.org")
    ]
    assert len({answer.status_code for answer in answers}) == 1
    bodies = [
        answer.content.decode()
        .replace("camille@", "unknown@")
        .replace(str(answer.context["csrf_token"]), "")
        for answer in answers
    ]
    assert bodies[0] == bodies[1]


def test_unknown_address_takes_as_long_as_a_wrong_password(
    camille: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One password is hashed in either case: counted rather than timed, so that no slow machine lies."""
    hashed: list[str] = []
    hasher = import_string(settings.PASSWORD_HASHERS[0])
    encode = hasher.encode

    def counted(self: object, password: str, *args: object, **kwargs: object) -> str:
        hashed.append(password)
        return str(encode(self, password, *args, **kwargs))

    monkeypatch.setattr(hasher, "encode", counted)
    counts = {}
    for address in ("camille@example.org", "unknown@example.org"):
        hashed.clear()
        Client().post(SIGN_IN, {"login": address, "password": "wrong"})
        counts[address] = len(hashed)
    assert set(counts.values()) == {1}


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "\\\\evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "https://testserver@evil.example/",
        "http://testserver.evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "%2F%2Fevil.example/",
        "\t//evil.example/",
        "///evil.example/",
        "https://evil.example\\@testserver/",
    ],
)
def test_next_never_leads_to_another_host(camille: Account, client: Client, target: str) -> None:
    for address in (SIGN_IN, f"{SIGN_IN}?next={quote(target)}"):
        visitor = Client()
        answer = visitor.post(
            address,
            {"login": "camille@example.org", "password": PASSWORD, "next": target},
        )
        location = answer.headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert visitor.get(f"{SIGN_IN}?next={quote(target)}").headers["Location"] == "/"
        gone = visitor.post("/deconnexion/", {"next": target}).headers["Location"]
        assert gone.startswith("/")
        assert not gone.startswith(("//", "/\\"))


def test_next_leads_back_to_the_page_that_asked(camille: Account, client: Client) -> None:
    asked = client.get("/mon-compte/").headers["Location"]
    assert asked == "/connexion/?next=/mon-compte/"
    assert "/mon-compte/" in client.get(asked).content.decode()
    answer = client.post(
        SIGN_IN, {"login": "camille@example.org", "password": PASSWORD, "next": "/mon-compte/"}
    )
    assert answer.headers["Location"] == "/mon-compte/"


def test_session_known_before_sign_in_is_worth_nothing_after(camille: Account) -> None:
    attacker = Client()
    session = attacker.session
    session["planted"] = "yes"
    session.save()
    known = str(session.session_key)
    victim = Client()
    victim.cookies[settings.SESSION_COOKIE_NAME] = known
    sign_in(victim)
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != known
    attacker.cookies[settings.SESSION_COOKIE_NAME] = known
    assert not is_signed_in(attacker)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({}, 403),
    ],
)
def test_page_of_another_site_signs_nobody_in(
    camille: Account, headers: dict[str, str], status: int
) -> None:
    client = Client(enforce_csrf_checks=True, headers=headers)
    answer = client.post(SIGN_IN, {"login": "camille@example.org", "password": PASSWORD})
    assert answer.status_code == status
    assert is_signed_in(client) == (status == 302)


def test_sign_out_by_get_asks_and_changes_nothing(camille: Account, client: Client) -> None:
    sign_in(client)
    page = client.get("/deconnexion/")
    assert page.status_code == 200
    assert "Se déconnecter ?".replace(" ?", "\u00a0?") in page.content.decode()
    assert is_signed_in(client)


def test_sign_out_ends_the_session_on_the_server_too(camille: Account, client: Client) -> None:
    sign_in(client)
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/deconnexion/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert not is_signed_in(client)
    assert not is_signed_in(thief)


def test_back_office_signs_out_by_post_only(world: World, client: Client) -> None:
    client.force_login(world.accounts["librarian"])
    assert client.get("/gestion/logout/").status_code == 405
    assert is_signed_in(client)
    client.post("/gestion/logout/")
    assert not is_signed_in(client)


def test_closed_account_is_told_so_after_the_right_password_only(
    camille: Account, client: Client
) -> None:
    Account.objects.filter(pk=camille.pk).update(is_active=False)
    wrong = client.post(SIGN_IN, {"login": "camille@example.org", "password": "wrong"})
    assert wrong.status_code == 200
    answer = sign_in(client)
    assert answer.headers["Location"] == "/connexion/compte-ferme/"  # type: ignore[attr-defined]
    assert not is_signed_in(client)


@pytest.mark.parametrize("page", ["/connexion/", "/mot-de-passe/oublie/", "/mon-compte/"])
def test_personal_pages_are_kept_by_no_cache(camille: Account, client: Client, page: str) -> None:
    if page == "/mon-compte/":
        sign_in(client)
    assert "no-store" in client.get(page).headers["Cache-Control"]


def test_passwords_are_hashed_by_argon2_in_production() -> None:
    production = import_string("config.base.PASSWORD_HASHERS")
    assert import_string(production[0]) is Argon2PasswordHasher


def test_nobody_opens_an_account_alone(db: None, client: Client) -> None:
    before = Account.objects.count()
    for address in ("/connexion/", "/accounts/signup/", "/signup/"):
        client.post(
            address,
            {"email": "me@example.org", "password1": PASSWORD, "login": "me@example.org"},
        )
    assert Account.objects.count() == before
