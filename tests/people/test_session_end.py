"""However a session ends before its time, the contexts above are told, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from portee.kernel import events
from portee.kernel.actor import system_actor
from portee.people.api import actor_of
from portee.people.events import SignedOut
from portee.people.models import Account, OpenSession
from portee.people.services.account import deactivate_account
from portee.people.services.account_erasure import erase_account
from portee.people.services.open_session import (
    end_sessions,
    follow_session,
    note_session,
)
from portee.people.services.retention import strike_off
from tests.people.world import NOW, PASSWORD, SETTING_UP, TODAY, World

NEW = "un-autre-mot-bien-long"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


@pytest.fixture
def told() -> list[int]:
    """Of whom the contexts above hear."""
    heard: list[int] = []
    events.subscribe(SignedOut, lambda event: heard.append(event.account_id))
    return heard


def signed_in() -> Client:
    client = Client()
    client.post("/connexion/", {"login": "camille@example.org", "password": PASSWORD})
    assert client.get("/mon-compte/").status_code == 200
    return client


def sign_out(client: Client, _account: Account) -> None:
    client.post("/deconnexion/")


def end_the_others(client: Client, _account: Account) -> None:
    signed_in()
    client.post("/mon-compte/connexions/")


def change_password(client: Client, _account: Account) -> None:
    signed_in()
    said = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/mot-de-passe/changer/", said)


def erase(_client: Client, account: Account) -> None:
    actor = actor_of(account_id=account.pk, on=TODAY)
    erase_account(account_id=account.pk, actor=actor, at=NOW)


def close(_client: Client, account: Account) -> None:
    deactivate_account(account_id=account.pk, actor=SETTING_UP, at=NOW)


@pytest.mark.parametrize("end", [sign_out, end_the_others, change_password, erase, close])
def test_whoever_was_signed_in_is_said_to_have_left_once(
    camille: Account, told: list[int], django_capture_on_commit_callbacks: Any, end: Any
) -> None:
    client, account_id = signed_in(), camille.pk
    with django_capture_on_commit_callbacks(execute=True):
        end(client, camille)
    assert told == [account_id]


def test_whoever_is_struck_off_is_said_to_have_left(
    world: World, camille: Account, told: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    signed_in()
    account_id = camille.pk
    camille.memberships.create(
        establishment=world.nodes["valley-library"],
        start_date=TODAY - timedelta(days=900),
        end_date=TODAY - timedelta(days=800),
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert strike_off(actor=system_actor("test"), at=NOW) == 1
    assert told == [account_id]
    assert not Session.objects.exists()


def test_nobody_is_said_to_have_left_where_nothing_ended(
    camille: Account, told: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in()
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    with django_capture_on_commit_callbacks(execute=True):
        assert end_sessions(account_id=camille.pk, except_key=key, at=NOW) == 0
        client.post("/connexion/", {"login": "camille@example.org", "password": PASSWORD})
        client.get("/mon-compte/")
    assert told == []


def test_whoever_gives_way_to_somebody_else_is_said_to_have_left(
    world: World, camille: Account, told: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    other = world.person("dominique")
    for key, account in (("before", camille), ("after", other)):
        note_session(account_id=account.pk, session_key=key, user_agent="", at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        follow_session(former_key="before", session_key="after", at=NOW)
    assert told == [camille.pk]
    assert [row.account_id for row in OpenSession.objects.all()] == [other.pk]


def test_erasing_opens_no_session_to_see_whose_it_is(
    camille: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in()

    def opened(_session: Session) -> dict[str, Any]:
        raise AssertionError

    monkeypatch.setattr(Session, "get_decoded", opened)
    erase(Client(), camille)
    assert not Session.objects.exists()
