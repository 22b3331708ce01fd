"""Signing in with a library card: who is let in, as whom, until when, and what the others are told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from portee.kernel import clock
from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.models import (
    Account,
    AuditAction,
    AuditEntry,
    FailedSignIn,
    Membership,
    ReaderCard,
    ReaderDirectory,
    Role,
)
from portee.people.ports import Outcome, PatronAnswer
from portee.people.services.audit_entry import verify_entries
from tests.people.cards import CARD, come, directory_at
from tests.people.directories.fake import FakeDirectory
from tests.people.directories.readers import READERS, SECRET
from tests.people.world import NOW, PASSWORD, TODAY, World


class Stopped:
    """A system that is down."""

    def check(self, **_question: object) -> PatronAnswer:
        return PatronAnswer(Outcome.UNKNOWN, "timeout")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def asked() -> Iterator[list[object]]:
    """The system that answers: the fake, until a test puts another in its place."""
    systems: list[object] = [FakeDirectory()]
    with patch(
        "portee.people.services.card_check.open_directory", lambda _row, client: systems[-1]
    ):
        yield systems


@pytest.fixture
def directory(world: World, asked: list[object]) -> ReaderDirectory:
    return directory_at(world, "valley-library")


def who(client: Client) -> Account | None:
    return Account.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()


def ticket_of(answer: HttpResponse) -> str:
    return str(answer.context["ticket"])  # type: ignore[attr-defined]


def at_a_later_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def test_first_sign_in_opens_an_account_until_the_day_the_system_says(
    client: Client, directory: ReaderDirectory
) -> None:
    assert come(client, directory).headers["Location"] == "/"
    zoe = who(client)
    assert zoe
    assert (zoe.email, zoe.display_name) == ("zoe@example.org", "Zoé Lefèvre")
    assert not zoe.has_usable_password()
    membership, role = Membership.objects.get(account=zoe), Role.objects.get(account=zoe)
    assert (membership.start_date, membership.end_date) == (TODAY, date(2027, 12, 31))
    assert (role.kind, role.start_date, role.end_date) == (
        RoleKind.RESIDENT,
        TODAY,
        date(2027, 12, 31),
    )
    assert ReaderCard.objects.get(account=zoe).card_number == "1001"


def test_second_sign_in_finds_the_same_account_and_writes_nothing(
    client: Client, directory: ReaderDirectory
) -> None:
    come(Client(), directory)
    before = (Membership.objects.count(), Role.objects.count(), AuditEntry.objects.count())
    come(client, directory)
    assert who(client) == Account.objects.get(email="zoe@example.org")
    after = (Membership.objects.count(), Role.objects.count(), AuditEntry.objects.count())
    assert after == before


def test_trail_says_what_her_coming_changed_and_neither_card_nor_name(
    client: Client, directory: ReaderDirectory
) -> None:
    come(client, directory)
    entry = AuditEntry.objects.get(action=AuditAction.READER_ADMITTED)
    zoe = who(client)
    assert zoe
    assert (entry.actor_account_id, entry.account_id) == (zoe.pk, zoe.pk)
    assert entry.facts == {
        "establishment": "valley-library",
        "account_opened": True,
        "card_changed": True,
        "start": "2026-11-22",
        "end": "2027-12-31",
    }
    assert verify_entries() == []


def test_membership_is_renewed_to_the_new_date_of_the_system(
    client: Client,
    directory: ReaderDirectory,
    asked: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    come(Client(), directory, "1007")
    renewed = replace(READERS[6], expiry="20271122")
    at_a_later_day(monkeypatch, 1)
    with patch("tests.people.directories.fake.reader_of", lambda _card: renewed):
        come(client, directory, "1007")
    dates = list(Membership.objects.order_by("start_date").values_list("start_date", "end_date"))
    assert dates == [(TODAY, TODAY), (TODAY + timedelta(days=1), date(2027, 11, 22))]
    assert list(Role.objects.filter(account=who(client)).values_list("start_date", "end_date")) == (
        dates
    )


@pytest.mark.parametrize("expiry", [None, date(2099, 12, 31)])
def test_without_a_date_that_means_anything_it_is_a_year(
    client: Client, directory: ReaderDirectory, asked: list[object], expiry: date | None
) -> None:
    facts = FakeDirectory().check(card_number="1001", secret=SECRET, at=NOW).facts
    assert facts
    said = PatronAnswer(Outcome.VALID, facts=replace(facts, expiry_date=expiry))
    with patch.object(FakeDirectory, "check", return_value=said):
        come(client, directory)
        come(client, directory)
    assert Membership.objects.get().end_date == date(2027, 11, 21)


@pytest.mark.parametrize("card", ["1004", "1005"])
def test_reader_without_e_mail_gets_an_account_that_no_mail_reaches(
    client: Client, directory: ReaderDirectory, card: str
) -> None:
    come(client, directory, card)
    account = who(client)
    assert account
    assert sign_in_name.is_stored_name(account.email)


def test_renewed_card_leads_to_the_account_of_the_former_one(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    camille = world.person("camille")
    ReaderCard.objects.create(
        account=camille,
        establishment=world.nodes["valley-library"],
        card_number="906",
        changed_at=NOW,
    )
    come(client, directory, "906")
    assert who(client) == camille
    assert ReaderCard.objects.get(account=camille).card_number == "1006"
    come(client, directory, "1006")
    assert who(client) == camille


def test_same_number_at_another_establishment_is_somebody_else(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    hills = directory_at(world, "hills-library")
    ReaderCard.objects.create(
        account=world.person("camille"),
        establishment=world.nodes["valley-library"],
        card_number="1004",
        changed_at=NOW,
    )
    come(client, hills, "1004")
    account = who(client)
    assert account
    assert account.display_name == "Zoé Lefèvre"


@pytest.mark.parametrize(
    ("card", "secret", "said"),
    [
        ("1002", SECRET, "Votre carte n’est plus valable"),
        ("1003", SECRET, "Votre carte est bloquée"),
        ("1001", "autre", "Ce numéro et ce code ne vont pas ensemble"),
        ("9999", SECRET, "Ce numéro et ce code ne vont pas ensemble"),
    ],
)
def test_refusal_says_what_it_is_and_opens_no_account(
    client: Client, directory: ReaderDirectory, card: str, secret: str, said: str
) -> None:
    before = Account.objects.count()
    answer = come(client, directory, card, secret)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'"{secret}"' not in page
    assert who(client) is None
    assert Account.objects.count() == before


def test_system_that_is_down_lets_nobody_in_nor_out_and_counts_nothing(
    client: Client, directory: ReaderDirectory, asked: list[object], world: World
) -> None:
    asked.append(Stopped())
    for _time in range(7):
        page = come(Client(), directory).content.decode()
        assert "ne répond pas" in page
    assert not FailedSignIn.objects.filter(failures__gt=0).exists()
    client.force_login(world.accounts["resident"])
    assert "Votre session reste ouverte" in come(client, directory).content.decode()
    assert who(client) == world.accounts["resident"]
    asked.pop()
    come(client, directory)
    account = who(client)
    assert account
    assert account.email == "zoe@example.org"


def test_sixth_wrong_code_waits_and_the_right_one_with_it(
    client: Client, directory: ReaderDirectory
) -> None:
    for _time in range(5):
        come(client, directory, secret="autre")
    for secret in ("autre", SECRET):
        assert "Attendez 1 minute" in come(client, directory, secret=secret).content.decode()
    assert come(client, directory, "1004").status_code == 302


def test_stranger_who_tries_a_card_does_not_slow_down_the_device_of_its_reader(
    client: Client, directory: ReaderDirectory
) -> None:
    come(client, directory)
    client.post("/deconnexion/")
    for _time in range(6):
        come(Client(), directory, secret="autre")
    assert come(client, directory).status_code == 302


def test_expired_and_blocked_readers_are_not_counted_as_guessing(
    client: Client, directory: ReaderDirectory
) -> None:
    for card in ("1002", "1003"):
        come(client, directory, card)
    assert not FailedSignIn.objects.filter(failures__gt=0).exists()


@pytest.fixture
def namesake(world: World) -> Account:
    """Whoever already signs in with the address of card 1001."""
    account = world.person("zoe", password=PASSWORD)
    world.give(account, RoleKind.RESIDENT, "hills-library")
    return account


def test_address_alone_never_opens_the_account_that_has_it(
    client: Client, directory: ReaderDirectory, namesake: Account
) -> None:
    answer = come(client, directory)
    assert "Ce compte est-il le vôtre" in answer.content.decode()
    assert who(client) is None
    assert not ReaderCard.objects.exists()


def test_owner_gives_her_password_once_then_her_card_opens_her_account(
    client: Client, directory: ReaderDirectory, namesake: Account
) -> None:
    ticket = ticket_of(come(client, directory))
    wrong = client.post(CARD, {"ticket": ticket, "password": "autre"})
    assert wrong.status_code == 422
    assert who(client) is None
    client.post(CARD, {"ticket": ticket, "password": PASSWORD})
    assert who(client) == namesake
    other = Client()
    come(other, directory)
    assert who(other) == namesake


def test_owner_who_came_by_a_link_joins_her_card_by_signing_in_with_it(
    client: Client, directory: ReaderDirectory, namesake: Account
) -> None:
    client.force_login(namesake)
    come(client, directory)
    assert who(client) == namesake
    assert ReaderCard.objects.get(account=namesake).card_number == "1001"


def test_open_session_of_another_person_takes_no_card(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    client.force_login(world.accounts["resident"])
    come(client, directory)
    account = who(client)
    assert account
    assert account.email == "zoe@example.org"
    assert not ReaderCard.objects.filter(account=world.accounts["resident"]).exists()


def test_whoever_shares_the_address_gets_an_account_of_her_own(
    client: Client, directory: ReaderDirectory, namesake: Account
) -> None:
    ticket = ticket_of(come(client, directory))
    client.post(CARD, {"ticket": ticket, "apart": "1"})
    account = who(client)
    assert account
    assert account != namesake
    assert sign_in_name.is_stored_name(account.email)


@pytest.mark.parametrize("ticket", ["", "autre-chose"])
def test_form_that_no_card_opened_opens_nothing(
    client: Client, directory: ReaderDirectory, ticket: str
) -> None:
    before = Account.objects.count()
    answer = client.post(CARD, {"ticket": ticket, "apart": "1"})
    assert answer.headers["Location"] == CARD
    assert Account.objects.count() == before


def test_form_left_open_for_ten_minutes_opens_nothing(
    client: Client,
    directory: ReaderDirectory,
    namesake: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticket = ticket_of(come(client, directory))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=11))
    client.post(CARD, {"ticket": ticket, "apart": "1"})
    assert who(client) is None


def test_closed_account_stays_closed_to_its_card(
    client: Client, directory: ReaderDirectory
) -> None:
    come(Client(), directory)
    Account.objects.filter(email="zoe@example.org").update(is_active=False)
    Membership.objects.all().delete()
    assert come(client, directory).headers["Location"] == "/connexion/compte-ferme/"
    assert who(client) is None
    assert not Membership.objects.exists()


def test_role_given_by_hand_stays_as_it_is(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    come(client, directory)
    account = who(client)
    assert account
    Role.objects.filter(account=account).update(end_date=None)
    Membership.objects.all().delete()
    come(client, directory)
    assert Role.objects.get(account=account).end_date is None


def test_card_number_that_cannot_be_kept_admits_nobody(
    client: Client, directory: ReaderDirectory
) -> None:
    facts = FakeDirectory().check(card_number="1001", secret=SECRET, at=NOW).facts
    assert facts
    for number in ("", "1" * 51, "10\x0001"):
        said = PatronAnswer(Outcome.VALID, facts=replace(facts, card_number=number))
        with patch.object(FakeDirectory, "check", return_value=said):
            assert "ne répond pas" in come(client, directory).content.decode()
    assert not Account.objects.filter(display_name="Zoé Lefèvre").exists()


def test_next_page_is_one_of_this_site(client: Client, directory: ReaderDirectory) -> None:
    there = come(Client(), directory, next="/mon-compte/")
    elsewhere = come(Client(), directory, next="https://evil.example/")
    assert [answer.headers["Location"] for answer in (there, elsewhere)] == ["/mon-compte/", "/"]
