"""Where somebody is signed in: seen, ended, forgotten."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portee.kernel import clock
from portee.people import device
from portee.people.models import Account, OpenSession
from portee.people.services.open_session import end_sessions, forget_sessions
from tests.people.world import PASSWORD, World

PAGE = "/mon-compte/connexions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    cache.clear()


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


def signed_in(user_agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": user_agent})
    client.post("/connexion/", {"login": "camille@example.org", "password": PASSWORD})
    assert is_signed_in(client)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/mon-compte/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox sur Linux"),
        (PHONE, "Safari sur iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge sur Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/130.0 Safari/537.36", "Chrome sur ChromeOS"),
        ("<script>", "Appareil inconnu"),
        ("", "Appareil inconnu"),
    ],
)
def test_device_is_said_in_plain_words(user_agent: str, words: str) -> None:
    assert device.shown(device.browser_of(user_agent), device.system_of(user_agent)) == words


def test_person_sees_her_devices_this_one_first(camille: Account) -> None:
    here = signed_in()
    signed_in(PHONE)
    page = here.get(PAGE).content.decode()
    assert (
        page.index("Firefox sur Linux")
        < page.index("Cet appareil")
        < page.index("Safari sur iPhone")
    )


def test_neither_address_nor_user_agent_is_kept(camille: Account) -> None:
    signed_in()
    row = str(list(OpenSession.objects.values_list()))
    assert "127.0.0.1" not in row
    assert "Mozilla" not in row


def test_one_device_is_signed_out_from_another(camille: Account) -> None:
    here, there = signed_in(), signed_in(PHONE)
    session = OpenSession.objects.get(system="iPhone")
    here.post(PAGE, {"session": session.pk})
    assert not is_signed_in(there)
    assert is_signed_in(here)
    again = here.post(PAGE, {"session": session.pk}, follow=True)
    assert "déjà déconnecté" in again.content.decode()


def test_all_other_devices_are_signed_out_together(camille: Account) -> None:
    here, others = signed_in(), [signed_in(PHONE) for _ in range(3)]
    answer = here.post(PAGE, follow=True)
    assert "3 appareils sont déconnectés" in answer.content.decode()
    assert [is_signed_in(client) for client in (here, *others)] == [True, False, False, False]


def test_nobody_ends_the_session_of_somebody_else(camille: Account, world: World) -> None:
    there = signed_in()
    session = OpenSession.objects.get()
    stranger = Client()
    stranger.force_login(world.accounts["county-manager"])
    stranger.post(PAGE, {"session": session.pk})
    assert is_signed_in(there)


@pytest.mark.parametrize("said", ["", "x", "0", "9" * 400, "-1", "1.5"])
def test_odd_number_ends_no_session_of_others(camille: Account, world: World, said: str) -> None:
    there = signed_in()
    stranger = Client()
    stranger.force_login(world.accounts["resident"])
    assert stranger.post(PAGE, {"session": said}).status_code == 302
    assert is_signed_in(there)


def test_signing_out_leaves_no_trace_of_the_session(camille: Account) -> None:
    client = signed_in()
    client.post("/deconnexion/")
    assert not OpenSession.objects.exists()


def test_new_password_ends_the_others_and_this_one_goes_on_under_another_key(
    camille: Account,
) -> None:
    here, there = signed_in(), signed_in(PHONE)
    former = here.cookies[settings.SESSION_COOKIE_NAME].value
    new = "un-autre-mot-bien-long"
    here.post(
        "/mot-de-passe/changer/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    key = here.cookies[settings.SESSION_COOKIE_NAME].value
    assert key != former
    assert [row.session_key for row in OpenSession.objects.all()] == [key]
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_session_is_noted_as_used_once_an_hour(camille: Account) -> None:
    client = signed_in()
    started = OpenSession.objects.get().last_seen_at
    client.get("/mon-compte/")
    assert OpenSession.objects.get().last_seen_at == started
    later = clock.now() + timedelta(hours=1, seconds=1)
    with patch("portee.kernel.clock.now", lambda: later):
        client.get("/mon-compte/")
    assert OpenSession.objects.get().last_seen_at == later


def test_sessions_that_are_over_are_forgotten(camille: Account) -> None:
    client = signed_in()
    at = clock.now()
    assert forget_sessions(at=at) == 0
    assert is_signed_in(client)
    assert forget_sessions(at=at + timedelta(days=15)) == 1
    assert not OpenSession.objects.exists()
    assert not Session.objects.exists()


def test_closing_an_account_ends_its_sessions(camille: Account) -> None:
    client = signed_in()
    assert end_sessions(account_id=camille.pk, at=clock.now()) == 1
    assert not is_signed_in(client)


def test_page_asks_the_same_of_the_database_whatever_the_number_of_devices(
    camille: Account,
) -> None:
    here = signed_in()
    counts = []
    for more in (0, 5):
        for _ in range(more):
            signed_in(PHONE)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            here.get(PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5
