"""Providers that lie, mix things up, are slow or down: nobody is let in, nobody is locked out, and a page says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from portee.kernel import clock
from portee.people.adapters import openid, provider_pages
from portee.people.models import FailedSignIn, IdentityProvider, OutsideIdentity
from tests.people.outside_sign_in.journey import back, come, leave, provider_row
from tests.people.outside_sign_in.provider import CLIENT, OTHER_KEY, Provider, running, unsigned
from tests.people.world import NOW, World

Spoil = Callable[[Provider], Any]
SECONDS = int(NOW.timestamp())

LIES: dict[str, Spoil] = {
    "wrong nonce": lambda one: one.claims.update(nonce="another"),
    "no nonce": lambda one: one.claims.update(nonce=None),
    "other issuer": lambda one: one.claims.update(iss="https://evil.example"),
    "other audience": lambda one: one.claims.update(aud="another-site"),
    "several audiences, asked for by another": lambda one: one.claims.update(
        aud=[CLIENT, "another-site"], azp="another-site"
    ),
    "expired": lambda one: one.claims.update(exp=SECONDS - 61),
    "issued tomorrow": lambda one: one.claims.update(iat=SECONDS + 86_400),
    "issued yesterday": lambda one: one.claims.update(iat=SECONDS - 86_400),
    "no subject": lambda one: one.claims.update(sub=""),
    "a subject that is no text": lambda one: one.claims.update(sub=12),
    "somebody else’s userinfo": lambda one: one.claims.update(sub="somebody-else"),
    "signed by another key": lambda one: setattr(one, "key", OTHER_KEY),
    "no keys": lambda one: setattr(one, "published", None),
    "no algorithm": lambda one: setattr(
        one, "token", unsigned({"iss": one.issuer, "aud": CLIENT, "sub": "x"})
    ),
    "no token": lambda one: one.pages.update({"/token": (200, b'{"access_token": "x"}')}),
    "no JSON": lambda one: one.pages.update({"/token": (200, b"<html>")}),
    "a list": lambda one: one.pages.update({"/token": (200, b"[]")}),
    "nested without end": lambda one: one.pages.update({"/token": (200, b"[" * 50_000)}),
    "error 500": lambda one: one.pages.update({"/token": (500, b"oops")}),
    "a huge answer": lambda one: one.pages.update({"/token": (200, b" " * 200_000)}),
    "userinfo refused": lambda one: one.pages.update({"/userinfo": (401, b"{}")}),
    "huge keys": lambda one: one.pages.update({"/keys": (200, b" " * 900_000)}),
}


@pytest.mark.parametrize("spoil", LIES.values(), ids=LIES)
def test_nobody_is_let_in_by_a_provider_that_cannot_be_believed(
    client: Client, row: IdentityProvider, town: Provider, spoil: Spoil
) -> None:
    spoil(town)
    page = come(client, row, town)
    assert page.status_code == 502
    assert "ne fonctionne pas pour le moment" in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert not OutsideIdentity.objects.exists()
    assert not FailedSignIn.objects.exists(), "nobody is locked out by it"


@pytest.mark.parametrize("spoil", [LIES["wrong nonce"], LIES["error 500"]], ids=["lie", "down"])
def test_session_that_is_open_goes_on(
    client: Client, row: IdentityProvider, town: Provider, world: World, spoil: Spoil
) -> None:
    client.force_login(world.accounts["resident"])
    spoil(town)
    assert "Votre session reste ouverte" in come(client, row, town).content.decode()
    assert client.get("/mon-compte/").status_code == 200


def test_slow_provider_is_left_in_time(
    client: Client, row: IdentityProvider, town: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "SECONDS", 0.3)
    monkeypatch.setattr(provider_pages, "SECONDS", 0.3)
    location = leave(client, row).headers["Location"]
    town.slow.add("/token")
    assert back(client, row, town.sign_in(location)).status_code == 502
    cache.clear()
    town.slow.add("/.well-known/openid-configuration")
    assert leave(client, row).status_code == 502


def test_whoever_gives_up_there_reads_that_nothing_changed(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    state = town.sign_in(leave(client, row).headers["Location"])["state"]
    page = back(client, row, {"error": "access_denied", "state": state})
    assert page.status_code == 200
    assert "Rien n’a changé" in page.content.decode()


def test_return_serves_once(client: Client, row: IdentityProvider, town: Provider) -> None:
    left = leave(client, row)
    said = town.sign_in(left.headers["Location"])
    kept = left.cookies["portee_journey"].value
    assert back(client, row, said).status_code == 200
    client.cookies["portee_journey"] = kept
    town.calls.clear()
    assert "Recommencez d’ici" in back(client, row, said).content.decode()
    assert town.calls == []


def test_return_serves_in_the_browser_that_left_only(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    said = town.sign_in(leave(client, row).headers["Location"])
    assert "Recommencez d’ici" in back(Client(), row, said).content.decode()
    other = Client()
    leave(other, row)
    assert "Recommencez d’ici" in back(other, row, said).content.decode()


def test_journey_of_more_than_ten_minutes_is_forgotten(
    client: Client, row: IdentityProvider, town: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = town.sign_in(leave(client, row).headers["Location"])
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=11))
    assert "Recommencez d’ici" in back(client, row, said).content.decode()


def test_one_provider_does_not_pass_for_another(
    client: Client, row: IdentityProvider, town: Provider, world: World, settings: Settings
) -> None:
    with running(Provider()) as hills:
        settings.OUTBOUND_PRIVATE_HOSTS = [
            f"127.0.0.1:{town.port}",
            f"127.0.0.1:{hills.port}",
        ]
        other = provider_row(world, hills, name="Collines")
        said = town.sign_in(leave(client, row).headers["Location"])
        assert "Recommencez d’ici" in back(client, other, said).content.decode()
        said = town.sign_in(leave(client, row).headers["Location"])
        mixed = back(client, row, {**said, "iss": hills.issuer})
        assert mixed.status_code == 502
        assert "/token" not in hills.calls


def test_provider_that_names_itself_must_do_so(
    client: Client, row: IdentityProvider, town: Provider
) -> None:
    town.description["authorization_response_iss_parameter_supported"] = True
    assert come(client, row, town).status_code == 502
    said = town.sign_in(leave(client, row).headers["Location"])
    assert back(client, row, {**said, "iss": town.issuer}).status_code == 200


@pytest.mark.parametrize("level", ["", "eidas1"])
def test_level_of_trust_that_was_asked_for_must_be_given(
    client: Client, row: IdentityProvider, town: Provider, level: str
) -> None:
    IdentityProvider.objects.update(acr_values="eidas1 eidas2")
    town.claims["acr"] = level
    assert come(client, row, town).status_code == (200 if level else 502)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://169.254.169.254/token"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": ""},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
    ],
    ids=str,
)
def test_browser_is_sent_nowhere_by_a_description_that_cannot_be_believed(
    client: Client, row: IdentityProvider, town: Provider, said: dict[str, Any]
) -> None:
    town.description = said
    page = leave(client, row)
    assert page.status_code == 502
    assert not page.cookies


def test_private_address_is_not_called(
    client: Client, row: IdentityProvider, town: Provider, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    assert leave(client, row).status_code == 502
    assert town.calls == []
