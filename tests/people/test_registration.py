"""Asking to be registered: what is received, what is written to whom, and what nobody else learns."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portee.people.models import Membership, Registration, RegistrationState
from portee.people.services.registration import (
    RegistrationClosedError,
    RegistrationRefusedError,
    answer_registration,
    consent_as_guardian,
    submit_registration,
    withdraw_registration,
)
from tests.people.wishes import open_registration, wish
from tests.people.world import NOW, TODAY, World


@pytest.fixture
def valley(world: World) -> World:
    open_registration(world, "valley-library", days=5)
    return world


def asked(world: World, **facts: Any) -> Registration | None:
    return submit_registration(wish(world, **facts), at=NOW)


def test_request_waits_for_its_establishment_with_the_promised_delay(valley: World) -> None:
    registration = asked(valley)
    assert registration is not None
    assert registration.state == RegistrationState.PENDING
    assert registration.due_at == NOW + timedelta(days=5)
    assert (registration.consented_at, registration.consent_version) == (NOW, "2026-11")
    [letter] = mail.outbox
    assert letter.to == ["lea@example.org"]
    assert "27 novembre 2026" in letter.body


def test_establishment_that_takes_no_request_receives_none(valley: World) -> None:
    with pytest.raises(RegistrationRefusedError):
        asked(valley, at="hills-library")
    with pytest.raises(RegistrationRefusedError):
        asked(valley, at="valley")


@pytest.mark.parametrize("year", [1850, 2027, 0])
def test_year_in_which_nobody_living_was_born_is_refused(valley: World, year: int) -> None:
    with pytest.raises(RegistrationRefusedError) as refusal:
        asked(valley, birth_year=year)
    assert refusal.value.field == "birth_year"


@pytest.mark.parametrize(
    "name", ["Voir https://exemple.org", "evil.com", "a@b", "", "Léa 2", "x" * 101]
)
def test_name_that_carries_a_message_is_refused(valley: World, name: str) -> None:
    with pytest.raises(RegistrationRefusedError) as refusal:
        asked(valley, display_name=name)
    assert refusal.value.field == "display_name"


@pytest.mark.parametrize(
    "name", ["Léa Martin", "Jean-Noël d’Artagnan", "O'Neill", "J. B. Lully", "李小龙"]
)
def test_names_of_people_are_accepted(valley: World, name: str) -> None:
    assert asked(valley, display_name=name)


def test_adult_without_an_address_cannot_ask_on_line(valley: World) -> None:
    with pytest.raises(RegistrationRefusedError) as refusal:
        asked(valley, email="")
    assert refusal.value.field == "email"


def test_child_needs_a_guardian_and_nobody_but_the_guardian_is_written_to(valley: World) -> None:
    with pytest.raises(RegistrationRefusedError):
        asked(valley, birth_year=2016)
    child = asked(valley, birth_year=2016, email="", guardian_email="parent@example.org")
    assert child is not None
    assert child.awaits_guardian
    assert [letter.to for letter in mail.outbox] == [["parent@example.org"]]
    assert not Registration.objects.ready().exists()


@pytest.mark.parametrize(("year", "needs"), [(2010, False), (2011, True), (2012, True)])
def test_who_may_still_be_fourteen_needs_a_guardian(valley: World, year: int, needs: bool) -> None:
    registration = asked(valley, birth_year=year, guardian_email="parent@example.org")
    assert registration is not None
    assert registration.needs_guardian is needs
    assert bool(registration.guardian_email) is needs


def test_guardian_consents_once_and_the_delay_begins(valley: World) -> None:
    child = asked(valley, birth_year=2016, guardian_email="parent@example.org")
    assert child is not None
    later = NOW + timedelta(days=10)
    consent_as_guardian(registration_id=child.pk, at=later)
    child.refresh_from_db()
    assert (child.guardian_consented_at, child.due_at) == (later, later + timedelta(days=5))
    with pytest.raises(RegistrationClosedError):
        consent_as_guardian(registration_id=child.pk, at=later)


def test_second_request_to_the_same_place_is_told_by_mail_only(valley: World) -> None:
    assert asked(valley)
    assert asked(valley, email="LEA@example.org", display_name="Léa Autre") is None
    assert Registration.objects.count() == 1
    assert [letter.subject.split(" –")[0] for letter in mail.outbox] == [
        "Votre demande est bien arrivée",
        "Votre demande est déjà en attente",
    ]


def test_two_children_of_one_parent_are_two_requests(valley: World) -> None:
    for name in ("Lou Martin", "Noé Martin", "Lou Martin"):
        asked(valley, display_name=name, birth_year=2016, email="", guardian_email="p@example.org")
    assert Registration.objects.count() == 2


def test_database_refuses_two_open_requests_of_one_address(valley: World) -> None:
    registration = asked(valley)
    assert registration is not None
    registration.pk = None
    registration.email = "Lea@Example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        registration.save(force_insert=True)


def test_member_who_asks_again_is_told_by_mail_that_she_is_registered(valley: World) -> None:
    Membership.objects.create(
        account=valley.accounts["resident"],
        establishment=valley.nodes["valley-library"],
        start_date=TODAY,
        end_date=date(2027, 11, 21),
    )
    assert asked(valley, email="resident@example.org") is None
    assert "déjà inscrit" in mail.outbox[0].subject


def test_member_whose_year_ends_may_ask_again(valley: World) -> None:
    Membership.objects.create(
        account=valley.accounts["resident"],
        establishment=valley.nodes["valley-library"],
        start_date=date(2025, 12, 1),
        end_date=TODAY + timedelta(days=8),
    )
    assert asked(valley, email="resident@example.org")


def test_answer_gives_the_request_back_with_its_whole_delay(valley: World) -> None:
    registration = asked(valley)
    assert registration is not None
    with pytest.raises(RegistrationClosedError):
        answer_registration(registration_id=registration.pk, answer="Oui", at=NOW)
    Registration.objects.update(state=RegistrationState.MORE_ASKED)
    later = NOW + timedelta(days=20)
    answer_registration(registration_id=registration.pk, answer=" Oui ", at=later)
    registration.refresh_from_db()
    assert (registration.state, registration.answer) == ("pending", "Oui")
    assert registration.due_at == later + timedelta(days=5)


def test_person_withdraws_what_was_not_decided(valley: World) -> None:
    registration = asked(valley)
    assert registration is not None
    number = registration.pk
    withdraw_registration(registration_id=number)
    assert not Registration.objects.exists()
    with pytest.raises(RegistrationClosedError):
        withdraw_registration(registration_id=number)


def test_letter_is_written_in_the_language_of_the_request(valley: World) -> None:
    asked(valley, language="en")
    assert mail.outbox[0].subject.startswith("Your request has arrived")
    assert "/en/inscription/suivi/" in mail.outbox[0].body
