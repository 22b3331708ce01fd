"""What is asked for a child who has no address of her own: her guardian sees it, and withdraws it with the consent."""

from datetime import timedelta
from typing import Any

import pytest

from portee.people.api import actor_of
from portee.people.models import Account, GuardianLink, Registration
from portee.people.queries.guardian_link import children_of
from portee.people.services.guardian_act import withdraw_consent
from portee.people.services.registration import consent_as_guardian
from portee.people.services.registration_decision import accept_registration
from tests.people.wishes import ask
from tests.people.world import NOW, TODAY, World

ZOE: dict[str, Any] = {"display_name": "Zoé Petit", "email": "", "birth_year": 2016}


@pytest.fixture
def parent(world: World) -> Account:
    return world.person("parent")


@pytest.fixture
def link(world: World, parent: Account) -> GuardianLink:
    """Zoé is registered in the valley."""
    first = ask(world, **ZOE, guardian_email=parent.email)
    consent_as_guardian(registration_id=first.pk, at=NOW)
    librarian = actor_of(account_id=world.accounts["librarian"].pk, on=TODAY)
    accept_registration(registration_id=first.pk, actor=librarian, at=NOW)
    return GuardianLink.objects.get(guardian=parent)


def asked(world: World, **facts: Any) -> Registration:
    """Something is asked in the hills."""
    return ask(
        world, at="hills-library", **{**ZOE, "guardian_email": "parent@example.org", **facts}
    )


def seen(parent: Account) -> list[int]:
    [child] = children_of(parent.pk, on=TODAY)
    return [one.pk for one in child.requests]


def withdraw(link: GuardianLink) -> None:
    actor = actor_of(account_id=link.guardian_id or 0, on=TODAY)
    withdraw_consent(link_id=link.pk, actor=actor, at=NOW + timedelta(hours=1))


def test_request_of_a_child_without_an_address_is_seen_and_goes_with_the_consent(
    world: World, parent: Account, link: GuardianLink
) -> None:
    request = asked(world)
    assert seen(parent) == [request.pk]
    withdraw(link)
    assert not Registration.objects.filter(pk=request.pk).exists()


def test_child_and_guardian_who_took_other_names_and_addresses_are_known_by_the_first(
    world: World, parent: Account, link: GuardianLink
) -> None:
    request = asked(world, display_name="ZOE PETIT")
    Account.objects.filter(pk=parent.pk).update(email="neuve@example.org")
    Account.objects.filter(pk=link.child_id).update(display_name="Zoé la vive")
    assert seen(parent) == [request.pk]


@pytest.mark.parametrize(
    "facts",
    [
        {"display_name": "Léo Petit"},
        {"birth_year": 2015},
        {"guardian_email": "autre@example.org"},
        {"email": "zoe.petit@example.org"},
    ],
)
def test_request_of_another_child_is_neither_seen_nor_withdrawn(
    world: World, parent: Account, link: GuardianLink, facts: dict[str, Any]
) -> None:
    request = asked(world, **facts)
    assert seen(parent) == []
    withdraw(link)
    assert Registration.objects.filter(pk=request.pk).exists()
