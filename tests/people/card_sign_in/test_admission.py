"""Signing in with a library card: who is let in, as whom, until when."""

import re
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client

from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.models import (
    AuditAction,
    AuditEntry,
    Membership,
    ReaderCard,
    ReaderDirectory,
    Role,
)
from portee.people.ports import Outcome, PatronAnswer
from portee.people.services.audit_entry import verify_entries
from tests.people.cards import at_a_later_day, come, directory_at, who
from tests.people.directories.fake import FakeDirectory
from tests.people.directories.readers import READERS, SECRET
from tests.people.world import NOW, TODAY, World


def test_first_sign_in_opens_an_account_until_the_day_the_system_says(
    client: Client, directory: ReaderDirectory
) -> None:
    assert come(client, directory).headers["Location"] == "/"
    zoe = who(client)
    assert zoe
    assert zoe.display_name == "Zoé Lefèvre"
    assert not zoe.has_usable_password()
    membership, role = Membership.objects.get(account=zoe), Role.objects.get(account=zoe)
    assert (membership.start_date, membership.end_date) == (TODAY, date(2027, 12, 31))
    assert (role.kind, role.start_date, role.end_date) == (
        RoleKind.RESIDENT,
        TODAY,
        date(2027, 12, 31),
    )
    card = ReaderCard.objects.get(account=zoe)
    assert (card.card_number, card.is_vouched) == ("1001", True)


def test_address_that_the_system_gives_is_hers_once_its_mailbox_confirms(
    client: Client, directory: ReaderDirectory
) -> None:
    come(client, directory)
    zoe = who(client)
    assert zoe
    assert sign_in_name.is_stored_name(zoe.email)
    [letter] = mail.outbox
    assert letter.to == ["zoe@example.org"]
    assert "zoe@example.org" in client.get("/mon-compte/").content.decode()
    [path] = re.findall(r"https?://[^/]+(/\S*mon-compte/adresse/\S+)", str(letter.body))
    Client().post(path)
    zoe.refresh_from_db()
    assert zoe.email == "zoe@example.org"
    again = Client()
    come(again, directory)
    assert who(again) == zoe
    assert len(mail.outbox) == 1


def test_second_sign_in_finds_the_same_account_and_writes_nothing(
    client: Client, directory: ReaderDirectory
) -> None:
    first = Client()
    come(first, directory)
    before = (Membership.objects.count(), Role.objects.count(), AuditEntry.objects.count())
    come(client, directory)
    assert who(client) == who(first)
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


def test_earlier_date_of_the_system_shortens_what_it_gave(
    client: Client, directory: ReaderDirectory, asked: list[object]
) -> None:
    come(Client(), directory)
    sooner = replace(READERS[0], expiry="20270131")
    with patch("tests.people.directories.fake.reader_of", lambda _card: sooner):
        come(client, directory)
        before = AuditEntry.objects.count()
        come(client, directory)
    account = who(client)
    dates = [(TODAY, date(2027, 1, 31))]
    for rows in (Membership.objects.all(), Role.objects.filter(account=account)):
        assert list(rows.values_list("start_date", "end_date")) == dates
    assert AuditEntry.objects.count() == before
    assert AuditEntry.objects.latest("pk").facts["end"] == "2027-01-31"


def test_earlier_date_of_the_system_removes_a_year_that_has_not_begun(
    client: Client,
    directory: ReaderDirectory,
    asked: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    come(Client(), directory, "1007")
    for expiry in ("20271122", "20261122"):
        said = replace(READERS[6], expiry=expiry)
        with patch("tests.people.directories.fake.reader_of", lambda _card, said=said: said):
            come(client, directory, "1007")
    assert list(Membership.objects.values_list("start_date", "end_date")) == [(TODAY, TODAY)]
    assert list(Role.objects.filter(account=who(client)).values_list("start_date", "end_date")) == [
        (TODAY, TODAY)
    ]


def test_what_a_person_decided_is_only_prolonged_by_the_system(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    come(client, directory)
    account = who(client)
    Membership.objects.filter(account=account).update(
        end_date=date(2028, 6, 30), is_dated_by_system=False
    )
    come(client, directory)
    assert Membership.objects.get(account=account).end_date == date(2028, 6, 30)


def test_renewed_card_leads_to_the_account_of_the_former_one(
    client: Client, directory: ReaderDirectory, world: World
) -> None:
    camille = world.person("camille")
    ReaderCard.objects.create(
        account=camille,
        establishment=world.nodes["valley-library"],
        card_number="906",
        is_vouched=True,
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
