"""Lists that somebody keeps in the account: on every device, without JavaScript, and nobody else's to see."""

import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.models import Resource
from portee.people.models import Account
from portee.portal.models import SavedList
from portee.portal.models.saved_list import SavedEntry
from portee.portal.queries.shared_list import MOST_ENTRIES
from portee.portal.services.saved_list import MOST_LISTS
from tests.people.world import World
from tests.portal.search_shelf import Shelf

KEEP = "/mon-compte/listes/garder/"
PAGE = "/mon-compte/listes/"


@pytest.fixture
def reader(client: Client, shelf: Shelf) -> Account:
    person = World().person("lea")
    client.force_login(person)
    return person


def numbers() -> list[int]:
    return list(Resource.objects.order_by("pk").values_list("pk", flat=True))


def kept(client: Client, *ids: int) -> SavedList:
    """A list of these resources, begun from the page of the first."""
    client.post(KEEP, {"resource": ids[0], "list": ""})
    found = SavedList.objects.latest("pk")
    for resource_id in ids[1:]:
        client.post(KEEP, {"resource": resource_id, "list": found.pk})
    found.refresh_from_db()
    return found


def ids_of(found: SavedList) -> list[int]:
    found.refresh_from_db()
    return [entry.id for entry in found.saved_entries]


def act(client: Client, found: SavedList, what: str, resource_id: int = 0, **more: str) -> int:
    data = {"act": what, "resource": resource_id, **more}
    return client.post(f"{PAGE}{found.pk}/", data).status_code


def test_document_is_kept_from_its_page(client: Client, reader: Account) -> None:
    first, second, *_more = numbers()
    page = client.get(f"/ressource/{first}", follow=True).content.decode()
    assert "Garder dans mon compte" in page
    found = kept(client, first, second, first)
    assert ids_of(found) == [first, second]
    assert found.name.startswith("Liste du ")
    page = client.get(f"/ressource/{first}", follow=True).content.decode()
    assert f'<option value="{found.pk}">' in page


def test_visitor_is_not_offered_what_needs_an_account(client: Client, shelf: Shelf) -> None:
    first = numbers()[0]
    assert "Garder dans mon compte" not in client.get(f"/ressource/{first}", follow=True).text
    assert client.post(KEEP, {"resource": first})["Location"].startswith("/connexion/")


def test_list_is_shown_in_order_with_its_notes(client: Client, reader: Account) -> None:
    first, second, third, *_more = numbers()
    found = kept(client, first, second, third)
    act(client, found, "up", third)
    act(client, found, "down", first)
    act(client, found, "note", second, note="Mesures 1 à 20.\r\nDeux copies.")
    assert ids_of(found) == [third, first, second]
    page = client.get(f"{PAGE}{found.pk}/").content.decode()
    assert re.findall(r'<li class="hit" id="n(\d+)"', page) == [str(third), str(first), str(second)]
    assert "Mesures 1 à 20.<br>Deux copies." in page
    assert f"/liste/partagee?r={third},{first},{second}" in page
    assert act(client, found, "up", third) == 302
    assert ids_of(found) == [third, first, second]
    act(client, found, "remove", first)
    assert ids_of(found) == [third, second]


def test_list_is_renamed_and_forgotten(client: Client, reader: Account) -> None:
    found = kept(client, numbers()[0])
    act(client, found, "rename", name="  Cours\n du jeudi ")
    assert "Cours du jeudi" in client.get(PAGE).content.decode()
    act(client, found, "rename", name="   ")
    found.refresh_from_db()
    assert found.name == "Cours du jeudi"
    act(client, found, "forget")
    assert not SavedList.objects.exists()


@pytest.mark.parametrize("what", ["up", "note", "remove", "rename", "forget"])
def test_list_of_somebody_else_is_not_there(client: Client, reader: Account, what: str) -> None:
    first, second, *_more = numbers()
    found = kept(client, first, second)
    other = Client()
    other.force_login(World().person("tom"))
    assert other.get(f"{PAGE}{found.pk}/").status_code == 404
    act(other, found, what, second, note="x", name="x")
    other.post(KEEP, {"resource": numbers()[2], "list": found.pk})
    assert ids_of(found) == [first, second]
    assert found.name != "x"


def test_list_of_the_browser_is_copied_within_bounds(client: Client, reader: Account) -> None:
    first, second, *_more = numbers()
    rows = [
        {"id": second, "note": " À relire " + "x" * 600},
        {"id": first},
        {"id": second, "note": "encore"},
        {"id": -1},
        {"id": "12"},
        "rien",
        *({"id": 10_000 + number} for number in range(200)),
    ]
    answer = client.post(KEEP, {"name": "Jeudi", "entries": json.dumps(rows)})
    found = SavedList.objects.get()
    assert answer["Location"] == f"{PAGE}{found.pk}/"
    assert found.saved_entries[1] == SavedEntry(first)
    assert found.saved_entries[0].id == second
    assert len(found.saved_entries) == MOST_ENTRIES
    assert max(len(entry.note) for entry in found.saved_entries) == 500
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("entries", ["", "{", "null", '{"id": 1}', "[[[]]]"])
def test_what_is_not_a_list_makes_an_empty_one(
    client: Client, reader: Account, entries: str
) -> None:
    client.post(KEEP, {"name": "Jeudi", "entries": entries})
    assert SavedList.objects.get().saved_entries == []


def test_twenty_lists_are_the_most_and_a_hundred_documents(client: Client, reader: Account) -> None:
    for number in range(MOST_LISTS + 1):
        answer = client.post(PAGE, {"name": f"Liste {number}"}, follow=True)
    assert SavedList.objects.count() == MOST_LISTS
    assert "vingt listes" in answer.content.decode()
    found = SavedList.objects.latest("pk")
    found.saved_entries = [SavedEntry(10_000 + number) for number in range(MOST_ENTRIES)]
    found.save()
    answer = client.post(KEEP, {"resource": numbers()[0], "list": found.pk}, follow=True)
    assert "Cette liste est pleine" in answer.content.decode()
    assert len(ids_of(found)) == MOST_ENTRIES


def test_document_that_is_gone_keeps_its_title(client: Client, reader: Account) -> None:
    first = Resource.objects.order_by("pk")[0]
    found = kept(client, first.pk)
    Resource.objects.filter(pk=first.pk).update(withdrawn_at=first.created_at)
    page = client.get(f"{PAGE}{found.pk}/").content.decode()
    assert first.title in page
    assert "Plus aucun établissement du réseau ne décrit ce document." in page


@pytest.mark.parametrize("resource", ["", "0", "x", "999999999", "9" * 40])
def test_what_is_no_document_is_not_kept(client: Client, reader: Account, resource: str) -> None:
    assert client.post(KEEP, {"resource": resource, "list": ""}).status_code == 404
    assert not SavedList.objects.exists()


def test_account_says_how_much_is_kept(client: Client, reader: Account) -> None:
    kept(client, numbers()[0])
    page = client.get("/mon-compte/").content.decode()
    assert re.search(r"Mes listes</a> <span class=\"soft\">\(1\)", page)


def test_page_of_a_list_costs_the_same_whatever_its_length(
    client: Client, reader: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = kept(client, *numbers())
    with django_assert_num_queries(8):
        client.get(f"{PAGE}{found.pk}/")
    with django_assert_num_queries(4):
        client.get(PAGE)
