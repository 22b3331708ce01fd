"""Why is this first? The page where staff read what a place in a result is made of."""

import pytest
from django.test import Client

from portee.catalogue.models import Resource
from tests.catalogue.conftest import FileOf, Notice, run_import
from tests.catalogue.search_engine import IndexNow
from tests.catalogue.staff.conftest import text
from tests.people.world import World

RANKS = "/gestion/classement/"


@pytest.fixture
def carmen(world: World, file_of: FileOf, index_now: IndexNow) -> int:
    del world
    run_import(file_of(Notice("1", title="Carmen"), Notice("2", title="Faust")))
    index_now()
    return Resource.objects.get(title="Carmen").pk


@pytest.mark.usefixtures("carmen")
def test_the_first_resources_are_shown_with_their_reasons(librarian: Client) -> None:
    page = text(librarian, f"{RANKS}?q=carmen")
    assert ">Carmen</a>" in page
    assert ">Faust</a>" not in page


def test_one_that_is_not_found_is_said_not_to_be(librarian: Client, carmen: int) -> None:
    page = text(librarian, f"{RANKS}?q=faust&resource={carmen}")
    assert ">Faust</a>" in page
    assert ">Carmen</a>" in page
    assert "ne la trouve pas" in page


@pytest.mark.usefixtures("carmen")
def test_a_number_of_nothing_is_said_to_be_so(librarian: Client) -> None:
    assert "Aucune ressource ne porte ce numéro" in text(librarian, f"{RANKS}?q=faust&resource=999")


def test_the_page_opens_while_there_is_no_index(librarian: Client) -> None:
    assert "en reconstruction" in text(librarian, f"{RANKS}?q=carmen")
