"""What machines read: robots.txt, sitemap.xml, security.txt."""

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.kernel import clock
from portee.network.models import Establishment
from tests.portal.site_pages import PATHS

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.BASE_URL = "https://reseau.example"


def places_of(client: Client, address: str) -> list[str]:
    """The addresses of a sitemap, or those that an index leads to."""
    tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own page
    return [str(element.text) for element in tree.findall("*/s:loc", NAMES)]


def test_sitemap_lists_pages_and_establishments_in_both_languages(
    client: Client, network: Establishment
) -> None:
    parts = [
        part.removeprefix("https://reseau.example") for part in places_of(client, "/sitemap.xml")
    ]
    places = [place for part in parts for place in places_of(client, part)]
    for path in [path for path in PATHS if not path.startswith("/recherche")]:
        assert f"https://reseau.example{path}" in places
        assert f"https://reseau.example/en{path}" in places
    assert "https://reseau.example/etablissement/caussade/" in places
    assert "https://reseau.example/en/etablissement/caussade/" in places
    assert len(places) == len(set(places))


def test_each_sitemap_asks_three_queries_at_most(
    client: Client,
    network: Establishment,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for part in ("", "-pages", "-etablissements", "-offres", "-ressources"):
        with django_assert_max_num_queries(3 if part in {"", "-ressources"} else 2):
            client.get(f"/sitemap{part}.xml")


def test_every_address_of_the_sitemap_answers(client: Client, network: Establishment) -> None:
    for part in ("pages", "etablissements"):
        for place in places_of(client, f"/sitemap-{part}.xml"):
            address = place.removeprefix("https://reseau.example")
            assert client.get(address).status_code == 200, address


def test_robots_are_kept_from_the_search_and_the_back_office(client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /recherche" in lines
    assert "Disallow: /gestion/" in lines
    assert "Sitemap: https://reseau.example/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ("", "https://reseau.example/mentions-legales/"),
        ("securite@reseau.example", "mailto:securite@reseau.example"),
        ("https://reseau.example/signaler", "https://reseau.example/signaler"),
    ],
)
def test_security_contact_is_always_one_that_can_be_used(
    client: Client, settings: Any, given: str, contact: str
) -> None:
    settings.SECURITY_CONTACT = given
    lines = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert lines["Contact"] == contact
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=170) < expires - clock.now() < timedelta(days=365)
