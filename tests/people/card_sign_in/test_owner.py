"""A card whose address already has an account: it is asked whose it is, never guessed."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client

from portee.kernel import clock
from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.models import (
    Account,
    Membership,
    ReaderCard,
    ReaderDirectory,
    Role,
)
from portee.people.ports import Outcome, PatronAnswer
from tests.people.cards import CARD, come, ticket_of, who
from tests.people.directories.fake import FakeDirectory
from tests.people.directories.readers import SECRET
from tests.people.world import NOW, PASSWORD, World


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


def test_owner_who_is_signed_in_is_asked_before_her_card_is_joined(
    client: Client, directory: ReaderDirectory, namesake: Account
) -> None:
    client.force_login(namesake)
    answer = come(client, directory)
    assert "Votre session est ouverte sur ce compte" in answer.content.decode()
    assert not ReaderCard.objects.exists()
    ticket = ticket_of(answer)
    Client().post(CARD, {"ticket": ticket, "join": "1"})
    assert not ReaderCard.objects.exists(), "only in the session that is open"
    done = client.post(CARD, {"ticket": ticket, "join": "1"}, follow=True)
    assert "Votre carte est reliée à ce compte" in done.content.decode()
    assert who(client) == namesake
    assert ReaderCard.objects.get(account=namesake).card_number == "1001"


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_former_card_of_the_account_gives_way_only_if_its_owner_says_so(
    client: Client, directory: ReaderDirectory, namesake: Account, *, is_signed_in: bool
) -> None:
    held = ReaderCard.objects.create(
        account=namesake,
        establishment=directory.establishment,
        card_number="77",
        is_vouched=True,
        changed_at=NOW,
    )
    if is_signed_in:
        client.force_login(namesake)
    ticket = ticket_of(come(client, directory))
    proof = {"join": "1"} if is_signed_in else {"password": PASSWORD}
    client.post(CARD, {"ticket": ticket, "replace": "1"})
    held.refresh_from_db()
    assert held.card_number == "77", "a page that nobody showed her says nothing"
    asked = client.post(CARD, {"ticket": ticket, **proof})
    assert "Ce compte a une autre carte" in asked.content.decode()
    held.refresh_from_db()
    assert held.card_number == "77"
    client.post(CARD, {"ticket": ticket_of(asked), "replace": "1"})  # type: ignore[arg-type]
    held.refresh_from_db()
    assert (held.card_number, held.is_vouched) == ("1001", True)
    assert who(client) == namesake


def test_open_session_of_another_person_takes_no_card(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    client.force_login(world.accounts["resident"])
    come(client, directory)
    account = who(client)
    assert account
    assert account.display_name == "Zoé Lefèvre"
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


def test_form_that_comes_back_is_worth_ten_minutes_from_the_card(
    client: Client,
    directory: ReaderDirectory,
    namesake: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticket = ticket_of(come(client, directory))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=9))
    ticket = ticket_of(client.post(CARD, {"ticket": ticket, "password": "autre"}))  # type: ignore[arg-type]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=11))
    client.post(CARD, {"ticket": ticket, "password": PASSWORD})
    assert who(client) is None


def test_closed_account_stays_closed_to_its_card(
    client: Client, directory: ReaderDirectory
) -> None:
    come(Client(), directory)
    Account.objects.filter(display_name="Zoé Lefèvre").update(is_active=False)
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
