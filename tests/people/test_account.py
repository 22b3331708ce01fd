"""Creating, changing, closing accounts, and welcoming somebody at the desk."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from portee.kernel.actor import VISITOR, Actor, RoleKind
from portee.people.api import actor_of
from portee.people.models import Account, Role
from portee.people.services.account import (
    AccountNotAllowedError,
    EmailAlreadyUsedError,
    change_account,
    create_account,
    deactivate_account,
    reopen_account,
)
from portee.people.services.invitation import welcome_person
from portee.people.services.role import RoleNotAllowedError
from tests.people.world import NOW, PASSWORD, SETTING_UP, TODAY, World


def actor(account: Account) -> Actor:
    return actor_of(account_id=account.pk, on=TODAY)


def welcome(world: World, by: str, email: str, at: str = "valley-library") -> Role:
    return welcome_person(
        email=email,
        display_name="Camille",
        language="fr",
        kind=RoleKind.RESIDENT,
        establishment_id=world.nodes[at].pk,
        start_date=TODAY,
        end_date=None,
        actor=actor(world.accounts[by]),
        at=NOW,
    )


def test_two_accounts_never_share_an_address_whatever_its_case(world: World) -> None:
    with pytest.raises(EmailAlreadyUsedError):
        create_account(email="RESIDENT@example.org", display_name="X", actor=SETTING_UP, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create_user(email="Resident@Example.org")


def test_nobody_is_a_superuser(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.update(is_superuser=True)


@pytest.mark.parametrize("by", ["writer", "nobody"])
def test_account_is_created_by_those_who_give_roles(world: World, by: str) -> None:
    with pytest.raises(AccountNotAllowedError):
        create_account(
            email="new@example.org", display_name="X", actor=actor(world.accounts[by]), at=NOW
        )
    with pytest.raises(AccountNotAllowedError):
        create_account(email="new@example.org", display_name="X", actor=VISITOR, at=NOW)


def test_person_changes_her_name_and_language_but_not_her_address(world: World) -> None:
    reader = world.accounts["resident"]
    changed = change_account(
        account_id=reader.pk, actor=actor(reader), at=NOW, display_name=" Ana ", language="en"
    )
    assert (changed.display_name, changed.language) == ("Ana", "en")
    with pytest.raises(AccountNotAllowedError):
        change_account(account_id=reader.pk, actor=actor(reader), at=NOW, email="a@example.org")


def test_manager_of_part_of_the_roles_does_not_take_the_account_over(world: World) -> None:
    reader, manager = world.accounts["resident"], actor(world.accounts["network_manager"])
    change_account(account_id=reader.pk, actor=manager, at=NOW, email="corrected@example.org")
    world.give(reader, RoleKind.LIBRARIAN, "hills-library")
    with pytest.raises(AccountNotAllowedError):
        change_account(account_id=reader.pk, actor=manager, at=NOW, email="mine@example.org")
    with pytest.raises(AccountNotAllowedError):
        deactivate_account(account_id=reader.pk, actor=manager, at=NOW)


def test_old_address_no_longer_signs_in(world: World, client: Client) -> None:
    person = world.person("camille", password=PASSWORD)
    client.logout()
    client.post("/connexion/", {"login": "camille@example.org", "password": PASSWORD})
    change_account(account_id=person.pk, actor=SETTING_UP, at=NOW, email="new@example.org")
    answers = {}
    for address in ("camille@example.org", "new@example.org"):
        visitor = Client()
        visitor.post("/connexion/", {"login": address, "password": PASSWORD})
        answers[address] = "_auth_user_id" in visitor.session
    assert answers == {"camille@example.org": False, "new@example.org": True}


def test_closed_account_loses_its_session_its_rights_and_its_entrance(
    world: World, client: Client
) -> None:
    librarian = world.accounts["librarian"]
    client.force_login(librarian)
    assert client.get("/gestion/").status_code == 200
    manager = actor(world.accounts["network_manager"])
    deactivate_account(account_id=librarian.pk, actor=manager, at=NOW)
    assert client.get("/gestion/").headers["Location"].startswith("/connexion/")
    assert actor(librarian).grants == frozenset()
    assert not librarian.groups.exists()
    reopen_account(account_id=librarian.pk, actor=manager, at=NOW)
    assert librarian.groups.count() == 1


def test_new_reader_receives_a_link_that_opens_her_account_once(
    world: World, client: Client
) -> None:
    welcome(world, "librarian", "camille@example.org")
    (message,) = mail.outbox
    assert message.to == ["camille@example.org"]
    assert "Valley Library" in message.body
    assert not Account.objects.get(email="camille@example.org").has_usable_password()
    link = re.search(r"https?://[^/]+(/mot-de-passe/choisir/\S+)", str(message.body))
    assert link
    page = client.get(link[1])
    done = client.post(page.headers["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.headers["Location"] == "/mon-compte/"
    assert "Camille" in client.get("/mon-compte/").content.decode()
    assert Client().get(link[1]).status_code == 200
    assert "choisir" not in Client().get(link[1]).headers.get("Location", "")
    client.post("/connexion/", {"login": "camille@example.org", "password": PASSWORD})
    assert client.get("/mon-compte/").status_code == 200


def test_known_person_receives_the_role_and_keeps_her_name(world: World) -> None:
    role = welcome(world, "librarian", "Hills-Reader@example.org")
    assert role.account == world.accounts["hills-reader"]
    assert role.account.display_name == "Hills-Reader"
    assert mail.outbox == []


def test_refused_role_opens_no_account(world: World) -> None:
    with pytest.raises(RoleNotAllowedError):
        welcome(world, "librarian", "camille@example.org", at="hills-library")
    assert not Account.objects.filter(email="camille@example.org").exists()
    assert mail.outbox == []


def test_past_roles_govern_an_account_that_has_no_other(world: World) -> None:
    person = world.person("camille")
    world.give(
        person, RoleKind.RESIDENT, "valley", start=TODAY - timedelta(9), end=TODAY - timedelta(5)
    )
    deactivate_account(account_id=person.pk, actor=actor(world.accounts["network_manager"]), at=NOW)
    person.refresh_from_db()
    assert not person.is_active
