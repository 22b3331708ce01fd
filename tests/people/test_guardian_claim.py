"""Nobody becomes a guardian by typing somebody's address: an account that is there already says so itself."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.api import actor_of
from portee.people.models import (
    Account,
    AddressChange,
    GuardianLink,
    Membership,
    Registration,
    Role,
)
from portee.people.queries.guardian_link import children_of
from portee.people.services.address_change import confirm_address_change
from portee.people.services.guardian_act import withdraw_consent
from portee.people.services.guardian_link import GuardianNotAllowedError
from portee.people.services.registration import consent_as_guardian
from portee.people.services.registration_decision import accept_registration
from portee.people.services.registration_handover import hand_over_registration
from tests.people.wishes import ask, open_registration
from tests.people.world import NOW, PASSWORD, SETTING_UP, TODAY, World

MAILBOX = "stranger@example.org"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("portee.kernel.clock.now", lambda: NOW)
    monkeypatch.setattr("portee.kernel.clock.today", lambda: TODAY)


def asked(world: World, email: str, **facts: Any) -> Registration:
    """A request for a child of ten, with this address, for which the stranger's mailbox consented."""
    said = {"display_name": "Zoé Petit", "birth_year": 2016, "guardian_email": MAILBOX}
    request = ask(world, email=email, **{**said, **facts})
    consent_as_guardian(registration_id=request.pk, at=NOW)
    return request


def accept(world: World, request: Registration) -> Registration:
    manager = actor_of(account_id=world.accounts["county-manager"].pk, on=TODAY)
    return accept_registration(registration_id=request.pk, actor=manager, at=NOW)


def claim(request: Registration) -> str:
    """The path that was sent to the account at the address of the request."""
    [message] = [one for one in mail.outbox if one.to == [request.email]]
    [link] = [word for word in str(message.body).split() if "/inscription/mon-compte/" in word]
    return "/" + link.split("/", 3)[3]


@pytest.mark.parametrize("victim", ["resident", "librarian", "nobody"])
def test_address_typed_by_a_stranger_gives_no_power_over_the_account_that_has_it(
    world: World, victim: str
) -> None:
    stranger, person = world.person("stranger"), world.accounts[victim]
    accepted = accept(world, asked(world, person.email))
    assert accepted.account != person
    assert accepted.account
    assert sign_in_name.is_stored_name(accepted.account.email)
    assert not GuardianLink.objects.filter(child=person).exists()
    assert not Membership.objects.filter(account=person).exists()
    seen = children_of(stranger.pk, on=TODAY)
    assert [one.link.child for one in seen] == [accepted.account]
    assert all(request.account_id != person.pk for one in seen for request in one.requests)


def test_account_that_says_the_request_is_its_own_is_joined_and_followed(
    world: World, client: Client
) -> None:
    stranger, child = world.person("stranger"), world.person("zoe")
    request = asked(world, child.email)
    path = claim(request)
    assert "Zoé Petit" in client.get(path).content.decode()
    request.refresh_from_db()
    assert request.claimed_by is None, "opening the link says nothing"
    assert client.post(path).status_code == 302
    assert accept(world, request).account == child
    link = GuardianLink.objects.get(child=child)
    assert link.guardian == stranger
    assert "Acceptée" in client.get(path).content.decode()


def test_claim_follows_a_request_that_is_handed_over(world: World, client: Client) -> None:
    child = world.person("zoe")
    request = asked(world, child.email)
    path = claim(request)
    open_registration(world, "valley")
    manager = actor_of(account_id=world.accounts["county-manager"].pk, on=TODAY)
    successor = hand_over_registration(
        registration_id=request.pk,
        establishment_id=world.nodes["valley"].pk,
        actor=manager,
        at=NOW,
    )
    client.post(path)
    successor.refresh_from_db()
    assert successor.claimed_by == child


def test_same_guardian_registers_the_child_again_without_another_claim(world: World) -> None:
    world.person("stranger")
    first = accept(world, asked(world, ""))
    assert first.account
    Account.objects.filter(pk=first.account.pk).update(email="zoe@example.org")
    again = accept(world, asked(world, "zoe@example.org", at="hills-library"))
    assert again.account == first.account
    assert GuardianLink.objects.get(child=first.account).registration == again


@pytest.mark.parametrize("name", ["librarian", "adult"])
def test_neither_staff_nor_an_adult_is_asked_nor_may_claim(
    world: World, client: Client, name: str
) -> None:
    person = world.accounts.get(name) or world.person(name)
    if name == "adult":
        accept(world, ask(world, at="hills-library", email=person.email, birth_year=1990))
    child = world.person("zoe")
    path = claim(asked(world, child.email))
    mail.outbox.clear()
    asked(world, person.email, at="valley-library", display_name="Léo Petit")
    assert [one for one in mail.outbox if one.to == [person.email]] == []
    Role.objects.filter(account=person).update(account=child)
    Registration.objects.filter(account=person).update(account=child)
    assert client.post(path).status_code == 404
    assert not Registration.objects.filter(claimed_by__isnull=False).exists()


def test_address_given_for_a_child_is_hers_once_its_mailbox_confirms(world: World) -> None:
    accepted = accept(world, asked(world, "zoe@example.org"))
    child = accepted.account
    assert child
    assert sign_in_name.is_stored_name(child.email)
    assert ["zoe@example.org"] in [one.to for one in mail.outbox]
    confirm_address_change(AddressChange.objects.get(account=child), actor=SETTING_UP, at=NOW)
    child.refresh_from_db()
    assert child.email == "zoe@example.org"


def test_guardian_decides_nothing_for_a_member_of_staff_and_ends_no_role_but_a_readers(
    world: World,
) -> None:
    guardian = world.person("stranger", password=PASSWORD)
    child = accept(world, asked(world, "")).account
    assert child
    link = GuardianLink.objects.get(child=child)
    who = actor_of(account_id=guardian.pk, on=TODAY)
    place = world.nodes["valley-library"]
    held = Role.objects.create(
        account=child, establishment=place, kind=RoleKind.LIBRARIAN.value, start_date=TODAY
    )
    with pytest.raises(GuardianNotAllowedError):
        withdraw_consent(link_id=link.pk, actor=who, at=NOW)
    Role.objects.filter(pk=held.pk).update(kind=RoleKind.TEACHER.value)
    withdraw_consent(link_id=link.pk, actor=who, at=NOW)
    assert list(Role.objects.filter(account=child)) == [held]
