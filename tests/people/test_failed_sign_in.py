"""Guessing is slow; a village behind one address, or a stranger's wrong guesses, lock nobody out."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from portee.people import known_device, patience
from portee.people.models import Account, FailedSignIn
from portee.people.services.failed_sign_in import (
    TooManyTriesError,
    begin_try,
    forgive_try,
    place_of,
)
from tests.people.world import NOW, PASSWORD, World
from tests.retention import delete_due

CAMILLE = "camille@example.org"
A_DAY = timedelta(days=1)


@pytest.fixture
def camille(world: World) -> Account:
    return world.person("camille", password=PASSWORD)


def attempt(client: Client, password: str | None = None, login: str = CAMILLE, **more: Any) -> bool:
    client.post("/connexion/", {"login": login, "password": password or "wrong"}, **more)
    return client.get("/mon-compte/").status_code == 200


def tries_in(span: timedelta, *, address: str = "192.0.2.1", device: str = "") -> int:
    """How many tries an obstinate guesser has on one account within a time, each as soon as it is let in."""
    at, count = NOW, 0
    while at < NOW + span:
        try:
            begin_try(login=CAMILLE, address=address, device=device, at=at)
            count += 1
        except TooManyTriesError as error:
            at += error.wait
    return count


def test_wait_grows_and_has_an_end() -> None:
    waits = [patience.FOR_ACCOUNT.wait_after(failures) for failures in (0, 4, 5, 6, 7, 11, 500)]
    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes == [0, 0, 1, 2, 4, 64, 120]


def test_guesser_has_no_more_than_twenty_five_tries_a_day_on_an_account(db: None) -> None:
    assert 15 <= tries_in(A_DAY) <= 25


def test_changing_address_gives_no_further_try(db: None) -> None:
    count, at = 0, NOW
    for number in range(200):
        try:
            begin_try(login=CAMILLE, address=f"192.0.2.{number}", device="", at=at)
            count += 1
        except TooManyTriesError:
            pass
    assert count == 5


def test_class_of_thirty_behind_one_address_is_not_slowed(db: None) -> None:
    for number in range(299):
        begin_try(login=f"pupil{number}@example.org", address="192.0.2.1", device="", at=NOW)
    begin_try(login="teacher@example.org", address="192.0.2.1", device="", at=NOW)


def test_stuffing_from_one_address_comes_down_to_a_try_every_ten_seconds(db: None) -> None:
    for number in range(300):
        begin_try(login=f"p{number}@example.org", address="192.0.2.1", device="", at=NOW)
    with pytest.raises(TooManyTriesError) as refused:
        begin_try(login="more@example.org", address="192.0.2.1", device="", at=NOW)
    assert refused.value.wait == timedelta(seconds=10)
    begin_try(login="more@example.org", address="192.0.2.2", device="", at=NOW)
    begin_try(login="more@example.org", address="192.0.2.1", device="", at=NOW + timedelta(0, 10))


def test_ipv6_subscriber_counts_as_one_place() -> None:
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert place_of("2001:db8:1:3::1") != place_of("2001:db8:1:2::1")
    assert place_of("192.0.2.1") != place_of("192.0.2.2")


def test_stranger_does_not_lock_the_owner_out_of_a_device_she_uses(camille: Account) -> None:
    owner = Client()
    assert attempt(owner, PASSWORD)
    owner.post("/deconnexion/")
    stranger = Client()
    for _ in range(8):
        attempt(stranger)
    assert not attempt(stranger, PASSWORD)
    assert attempt(owner, PASSWORD)


def test_known_device_has_a_budget_and_not_more(db: None) -> None:
    assert tries_in(A_DAY, device="a1b2c3d4") <= 25


def test_right_password_takes_back_its_own_try_only(db: None) -> None:
    for _ in range(4):
        begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW)
    forgive_try(begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW))
    begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW)
    with pytest.raises(TooManyTriesError):
        begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW)


def test_refused_try_is_told_in_words_and_offers_another_way(camille: Account) -> None:
    client = Client()
    for _ in range(5):
        attempt(client)
    answer = client.post("/connexion/", {"login": CAMILLE, "password": PASSWORD})
    page = answer.content.decode()
    assert "Attendez 1\u00a0minute" in page
    assert 'href="/connexion/lien/"' in page


def test_unknown_account_is_slowed_in_the_same_words(camille: Account) -> None:
    pages = []
    for login in (CAMILLE, "nobody-at-all@example.org"):
        client = Client()
        for _ in range(5):
            attempt(client, login=login)
        answer = client.post("/connexion/", {"login": login, "password": PASSWORD})
        text = answer.content.decode().replace(str(answer.context["csrf_token"]), "")
        pages.append(text.replace(login, ""))
    assert pages[0] == pages[1]


def test_forged_forwarding_header_is_not_believed(camille: Account) -> None:
    for number in range(3):
        attempt(Client(), headers={"X-Forwarded-For": f"203.0.113.{number}"})
    places = FailedSignIn.objects.filter(failures=3)
    # The account's count and the place's: the three came from one place.
    assert places.count() == 2


def test_cookie_of_a_device_opens_only_its_own_budget() -> None:
    cookie = known_device.remembered("", CAMILLE)
    assert known_device.device_of(cookie, CAMILLE.upper())
    assert not known_device.device_of(cookie, "other@example.org")
    assert not known_device.device_of(cookie[:-1] + "x", CAMILLE)
    assert not known_device.device_of("", CAMILLE)
    assert CAMILLE not in cookie


def test_shared_computer_remembers_the_last_six_accounts() -> None:
    cookie = ""
    for number in range(7):
        cookie = known_device.remembered(cookie, f"p{number}@example.org")
    known = [bool(known_device.device_of(cookie, f"p{number}@example.org")) for number in range(7)]
    assert known == [False, *[True] * 6]


def test_visitor_receives_no_cookie_of_device(camille: Account, client: Client) -> None:
    attempt(client)
    client.get("/connexion/")
    assert not client.cookies
    attempt(client, PASSWORD)
    cookie = client.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_counts_say_neither_who_nor_where_and_are_forgotten(camille: Account) -> None:
    attempt(Client())
    rows = str(list(FailedSignIn.objects.values_list()))
    assert CAMILLE not in rows
    assert "127.0.0.1" not in rows
    latest = max(FailedSignIn.objects.values_list("last_failed_at", flat=True))
    assert delete_due("people.failures", at=latest + A_DAY) == 0
    assert delete_due("people.failures", at=latest + A_DAY + timedelta(seconds=1)) == 2


def test_codes_of_printed_sheets_are_not_guessed_through_their_addresses(db: None) -> None:
    cache.clear()
    statuses = [Client().get(f"/activer/CODE{number}/").status_code for number in range(61)]
    assert statuses == [422] * 60 + [429]
    cache.clear()


def test_clock_set_back_locks_nobody_out(db: None) -> None:
    begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW)
    begin_try(login=CAMILLE, address="192.0.2.1", device="", at=NOW - timedelta(days=400))
