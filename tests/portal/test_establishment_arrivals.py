"""What an establishment received last, on its page."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.network.models import Establishment
from tests.portal.search_shelf import Shelf


def page_of(client: Client, code: str, prefix: str = "") -> str:
    return client.get(f"{prefix}/etablissement/{code}/").content.decode()


def test_an_establishment_shows_what_it_received_last(client: Client, shelf: Shelf) -> None:
    page = page_of(client, "caussade")
    assert "Dernières arrivées" in page
    assert "Six suites pour violoncelle seul" in page
    assert "Le Cygne" not in page
    assert "Latest arrivals" in page_of(client, "caussade", "/en")


def test_a_group_shows_what_its_establishments_received(
    client: Client, shelf: Shelf, network: Establishment
) -> None:
    page = page_of(client, network.code)
    assert "Le Cid" in page
    assert "Giselle" in page


def test_an_establishment_without_documents_has_no_such_part(
    client: Client, network: Establishment, search_engine: object
) -> None:
    assert "Dernières arrivées" not in page_of(client, "caussade")


def test_arrivals_ask_three_queries_more(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page_of(client, "caussade")
    # One of the nine is that of the offers of the establishment.
    with django_assert_num_queries(9):
        page_of(client, "caussade")
