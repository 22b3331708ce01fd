"""One's own page."""

from datetime import date

import pytest
from django.test import Client

from portee.kernel.actor import RoleKind
from portee.people.models import Account
from tests.people.world import World


@pytest.fixture
def reader(world: World, client: Client) -> Account:
    person = world.person("camille")
    client.force_login(person)
    return person


def test_roles_are_told_in_words_with_dates_and_establishments(
    world: World, reader: Account, client: Client
) -> None:
    world.give(reader, RoleKind.TEACHER, "valley", start=date(2020, 9, 1), end=date(2096, 7, 5))
    page = client.get("/mon-compte/").content.decode()
    assert "Enseignant" in page
    assert "Valley" in page
    assert "1 septembre 2020" in page
    assert "5 juillet 2096" in page


def test_person_without_a_role_is_told_who_gives_one(reader: Account, client: Client) -> None:
    assert "Aucun rôle pour le moment" in client.get("/mon-compte/").content.decode()


def test_name_and_language_are_saved(reader: Account, client: Client) -> None:
    answer = client.post("/mon-compte/", {"display_name": "Ana", "language": "en"})
    assert answer.headers["Location"] == "/mon-compte/"
    reader.refresh_from_db()
    assert (reader.display_name, reader.language) == ("Ana", "en")


def test_nothing_else_can_be_posted(reader: Account, client: Client) -> None:
    client.post(
        "/mon-compte/",
        {
            "display_name": "Ana",
            "language": "fr",
            "email": "evil@example.org",
            "is_active": "",
            "is_superuser": "on",
            "groups": "1",
        },
    )
    reader.refresh_from_db()
    assert (reader.email, reader.is_active) == ("camille@example.org", True)
    assert not reader.groups.exists()


def test_empty_name_is_refused_beside_its_field(reader: Account, client: Client) -> None:
    answer = client.post("/mon-compte/", {"display_name": "", "language": "fr"})
    assert answer.status_code == 422
    assert "Saisissez le nom" in answer.content.decode()


def test_name_is_never_taken_for_html(reader: Account, client: Client) -> None:
    client.post("/mon-compte/", {"display_name": "<script>alert(1)</script>", "language": "fr"})
    assert "<script>alert" not in client.get("/mon-compte/").content.decode()


def test_door_to_the_back_office_is_shown_to_staff_only(
    world: World, reader: Account, client: Client
) -> None:
    assert "/gestion/" not in client.get("/mon-compte/").content.decode()
    client.force_login(world.accounts["librarian"])
    assert "/gestion/" in client.get("/mon-compte/").content.decode()


def test_page_asks_few_queries(
    world: World, client: Client, django_assert_num_queries: object
) -> None:
    client.force_login(world.accounts["librarian"])
    client.get("/mon-compte/")
    with django_assert_num_queries(11):  # type: ignore[operator]
        # The session, the account twice (signed in, then the form's own), the roles twice (rights, words),
        # the memberships, the requests, the ties of guardians, what platforms were told, the lists, the searches.
        client.get("/mon-compte/")
