"""Registering somebody at the desk, and the sheet of whoever receives no mail: a code, one use, thirty days."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from portee.people.models import Account, ActivationCode, Membership, Registration
from portee.people.services.activation import (
    PasswordAlreadyChosenError,
    account_of_code,
    issue_code,
)
from tests.people.world import NOW, World
from tests.retention import delete_due

NEW = "/gestion/inscriptions/new/"
PASSWORD = "une-phrase-bien-longue"


@pytest.fixture
def desk(world: World, client: Client) -> World:
    cache.clear()
    client.force_login(world.accounts["librarian"])
    return world


def form(desk: World, **said: str) -> dict[str, str]:
    return {
        "display_name": "Rose Martin",
        "birth_year": "1941",
        "commune": "Caylus",
        "email": "",
        "establishment": str(desk.nodes["valley-library"].pk),
        **said,
    }


def register(desk: World, client: Client, **said: str) -> Registration:
    answer = client.post(NEW, form(desk, **said))
    assert answer.status_code == 302, answer.content.decode()
    return Registration.objects.latest("pk")


def sheet(client: Client, registration: Registration) -> str:
    answer = client.post(f"/gestion/inscriptions/{registration.pk}/feuille/")
    assert answer.status_code == 200
    return answer.content.decode()


def code_on(page: str) -> str:
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page)
    assert found
    return found[0]


def test_person_without_an_address_is_registered_at_the_desk_and_chooses_a_password(
    desk: World, client: Client
) -> None:
    registration = register(desk, client)
    assert registration.state == "accepted"
    assert Membership.objects.get().registration == registration
    page = sheet(client, registration)
    assert "<svg" in page
    account = Account.objects.get(registrations=registration)
    assert account.sign_in_text in page
    visitor = Client()
    link = visitor.post("/activer/", {"code": code_on(page).lower()})
    choose = visitor.get(link.headers["Location"]).headers["Location"]
    said = {"password1": PASSWORD, "password2": PASSWORD}
    done = visitor.post(choose, said)
    assert done.headers["Location"] == "/mon-compte/"
    assert "Rose Martin" in visitor.get("/mon-compte/").content.decode()


def test_name_of_the_sheet_signs_in(desk: World, client: Client) -> None:
    account = Account.objects.get(registrations=register(desk, client))
    account.set_password(PASSWORD)
    account.save()
    answer = Client().post("/connexion/", {"login": account.sign_in_text, "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_drawing_leads_to_the_password_until_one_is_chosen(desk: World, client: Client) -> None:
    registration = register(desk, client)
    code = code_on(sheet(client, registration))
    visitor = Client()
    assert visitor.get(f"/activer/{code}/").status_code == 302
    assert visitor.get(f"/activer/{code}/").status_code == 302
    account = Account.objects.get(registrations=registration)
    account.set_password(PASSWORD)
    account.save()
    answer = visitor.get(f"/activer/{code}/")
    assert answer.status_code == 422
    assert "Ce code ne fonctionne pas" in answer.content.decode()
    assert (
        "/feuille/"
        not in client.get(f"/gestion/inscriptions/inspect/{registration.pk}/").content.decode()
    )


def test_new_sheet_replaces_the_one_before_and_ends_after_thirty_days(world: World) -> None:
    account = world.accounts["nobody"]
    first = issue_code(account_id=account.pk, at=NOW)
    second = issue_code(account_id=account.pk, at=NOW)
    assert account_of_code(first, at=NOW) is None
    assert account_of_code(second.replace("-", " ").lower(), at=NOW) == account
    assert account_of_code(second, at=NOW + timedelta(days=30)) is None
    assert delete_due("people.codes", at=NOW + timedelta(days=30)) == 1


def test_code_is_kept_scrambled_and_given_to_nobody_who_has_a_password(world: World) -> None:
    code = issue_code(account_id=world.accounts["nobody"].pk, at=NOW)
    assert code.replace("-", "") not in ActivationCode.objects.get().digest
    chosen = world.person("chosen", password=PASSWORD)
    with pytest.raises(PasswordAlreadyChosenError):
        issue_code(account_id=chosen.pk, at=NOW)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"birth_year": "2018"}, "parent ou responsable légal"),
        ({"birth_year": "1066"}, "année de naissance"),
        ({"display_name": "www.exemple.org"}, "en lettres"),
    ],
)
def test_what_cannot_be_is_refused_in_the_form(
    desk: World, client: Client, said: dict[str, str], fault: str
) -> None:
    assert fault in client.post(NEW, form(desk, **said)).content.decode()
    assert not Registration.objects.exists()


def test_child_is_registered_with_the_guardian_at_the_desk(desk: World, client: Client) -> None:
    child = register(desk, client, birth_year="2018", has_guardian_consent="on")
    assert child.guardian_consented_at is not None


def test_librarian_registers_at_her_own_establishment_and_never_herself(
    desk: World, client: Client
) -> None:
    elsewhere = str(desk.nodes["hills-library"].pk)
    client.post(NEW, form(desk, establishment=elsewhere))
    client.post(NEW, form(desk, email="librarian@example.org"))
    assert not Registration.objects.exists()
