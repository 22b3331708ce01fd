"""The home page, alive with a network and dignified without one."""

import html
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.network.models import Establishment, Territory
from portee.network.services.establishment import create_establishment
from tests.portal.conftest import FOUNDED_AT
from tests.portal.search_shelf import Shelf


def test_home_asks_five_queries(
    client: Client, network: Establishment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_num_queries(5):
        client.get("/")


def test_home_with_documents_asks_three_queries_more(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_num_queries(8):
        client.get("/")


def test_home_shows_what_arrived_and_leaves_out_shelves_that_stay_empty(
    client: Client, shelf: Shelf
) -> None:
    page = client.get("/").content.decode()
    shelves = dict(re.findall(r'<h2 id="shelf-(\w+)">(.*?)</section>', page, flags=re.S))
    assert list(shelves) == ["arrivals", "scores"]
    assert "Le Cygne" in shelves["scores"]
    for text in shelves.values():
        address = html.unescape(re.findall(r'<a href="([^"]+)">', text)[0])
        assert client.get(address).status_code == 200, address


def test_home_without_documents_has_no_shelf(client: Client, network: Establishment) -> None:
    assert 'id="shelf-' not in client.get("/").content.decode()


def test_home_counts_places_and_not_the_nodes_that_gather_them(
    client: Client, network: Establishment
) -> None:
    assert "Voir les 3 établissements du réseau" in client.get("/").content.decode()
    assert "See the 3 establishments of the network" in client.get("/en/").content.decode()


def test_home_shows_what_joined_last_first(client: Client, network: Establishment) -> None:
    create_establishment(
        code="lauzerte",
        parent_id=network.pk,
        at=datetime(2026, 11, 20, tzinfo=UTC),
        name="Bibliothèque de Lauzerte",
        kind="library",
        commune="Lauzerte",
    )
    page = client.get("/").content.decode()
    assert page.index("Bibliothèque de Lauzerte") < page.index("Médiathèque de Caussade")


@pytest.mark.django_db
def test_home_of_an_empty_installation_says_what_comes_next(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Ce site vient d’être installé" in page
    assert "/aide/installer-portee/" in page
    assert "Nouveau dans le réseau" not in page


def test_home_sends_a_search_to_the_search_page(client: Client, network: Establishment) -> None:
    page = client.get("/en/").content.decode()
    assert 'action="/en/recherche"' in page
    assert 'action="/en/etablissements/"' in page


def test_home_opens_disciplines_by_their_page_and_other_spaces_by_their_facet(
    client: Client, network: Establishment
) -> None:
    page = client.get("/").content.decode()
    for slug in ("musique", "danse", "theatre", "mime"):
        assert f'href="/parcourir/{slug}/"' in page
    assert 'href="/recherche?type=course"' in page


@pytest.mark.django_db
def test_home_draws_the_network_and_credits_the_outline(client: Client) -> None:
    root = create_establishment(
        code="reseau", parent_id=None, at=FOUNDED_AT, name="Réseau", kind="network"
    )
    for code, longitude in (("ouest", 1.0), ("est", 1.8)):
        create_establishment(
            code=code,
            parent_id=root.pk,
            at=FOUNDED_AT,
            name=code,
            kind="library",
            longitude=longitude,
            latitude=44.0,
        )
    Territory.objects.create(
        establishment=root,
        rings=[[[0.7, 43.8], [2.0, 43.8], [2.0, 44.4], [0.7, 43.8]]],
        credit="Contour\u00a0: un essai",
    )
    page = client.get("/").content.decode()
    assert page.count('<g class="map-mark">') == 2
    assert "Contour\u00a0: un essai" in page
