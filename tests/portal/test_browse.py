"""The pages where one browses: every link finds something, and none costs a scan of the tables."""

import html
import re
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.network.models import Establishment
from portee.portal.queries.browse_headings import PAGE_LENGTH
from tests.portal.search_shelf import Shelf

PAGES = (
    "/parcourir/",
    "/parcourir/musique/",
    "/parcourir/danse/",
    "/parcourir/theatre/",
    "/parcourir/mime/",
    "/parcourir/instruments/",
    "/parcourir/types/",
    "/parcourir/genres/",
    "/parcourir/sujets/",
    "/parcourir/personnes/",
    "/parcourir/periodes/",
)
COUNTED = re.compile(
    r'<a href="([^"]*/recherche[^"]*)"[^>]*><span[^>]*>[^<]*</span>.*?<span class="count">(\d+)',
    re.S,
)


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def counted_links(page: str) -> list[tuple[str, int]]:
    """The searches that a page leads to, and how many documents it promises there."""
    return [(html.unescape(url), int(count)) for url, count in COUNTED.findall(page)]


@pytest.mark.parametrize("path", PAGES)
def test_each_link_finds_as_many_documents_as_it_says(
    client: Client, shelf: Shelf, path: str
) -> None:
    for url, count in counted_links(text_of(client, path)):
        found = client.get(url.replace("/recherche", "/api/v1/search")).json()
        assert found["total"] == count > 0, url


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/parcourir/", 1),
        ("/parcourir/musique/", 3),
        ("/parcourir/mime/", 0),
        ("/parcourir/instruments/", 0),
        ("/parcourir/sujets/", 0),
        ("/parcourir/personnes/b/", 0),
        ("/parcourir/periodes/", 0),
    ],
)
def test_browsing_asks_the_database_for_what_it_shows_alone(
    client: Client,
    shelf: Shelf,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_installation_without_documents_says_so(
    client: Client, network: Establishment, prefix: str, path: str, search_engine: object
) -> None:
    response = client.get(prefix + path)
    assert response.status_code == 200
    page = response.content.decode()
    expected = "nothing to browse here yet" if prefix else "encore rien à parcourir ici"
    assert expected in html.unescape(page)
    assert "/recherche?" not in page


def test_a_discipline_shows_its_own_doors_alone(client: Client, shelf: Shelf) -> None:
    music = text_of(client, "/parcourir/musique/")
    assert "Violoncelle" in music
    assert "discipline=music&amp;instrument=strings/bowed-strings/cello" in music
    assert "discipline=music&amp;level=cycle-2" in music
    assert "discipline=music&amp;date=1800..1899" in music
    dance = text_of(client, "/parcourir/danse/")
    assert "Giselle" in dance
    assert "Violoncelle" not in dance
    assert "instrument=" not in dance


def test_a_discipline_speaks_english(client: Client, shelf: Shelf) -> None:
    page = text_of(client, "/en/parcourir/musique/")
    assert "By instrument or voice" in page
    assert "Cello" in page
    assert 'href="/en/recherche?discipline=music' in page


def test_a_family_that_is_chosen_keeps_the_discipline(client: Client, shelf: Shelf) -> None:
    links = [url for url, _count in counted_links(text_of(client, "/parcourir/theatre/"))]
    assert links
    assert all("discipline=theatre" in url for url in links)


def test_people_are_listed_by_letter(client: Client, shelf: Shelf) -> None:
    page = text_of(client, "/parcourir/personnes/")
    assert 'href="/parcourir/personnes/b/"' in page
    assert 'href="/parcourir/personnes/x/"' not in page
    letter = text_of(client, "/parcourir/personnes/b/")
    assert "Bach, Johann Sebastian" in letter
    assert "Fauré" not in letter
    assert "<title>Personnes de A à Z : B" in html.unescape(letter)


def test_a_person_leads_to_what_they_made(client: Client, shelf: Shelf) -> None:
    ((url, count),) = counted_links(text_of(client, "/parcourir/personnes/f/"))
    assert url == f"/recherche?person={quote('Fauré,')}+Gabriel"
    assert count == 1
    found = text_of(client, url)
    assert "Élégie, op. 24" in found
    assert "Fauré, Gabriel" in found


@pytest.mark.parametrize(
    "path",
    [
        "/parcourir/personnes/x/",
        "/parcourir/personnes/B/",
        "/parcourir/personnes/abcd/",
        "/parcourir/personnes/0/",
        "/parcourir/personnes/autres/",
        "/parcourir/personnes/chiffres/",
        "/parcourir/personnes/%C3%A9/",
        "/parcourir/personnes/%27/",
        "/parcourir/personnes/b/?page=2",
        "/parcourir/personnes/b/?page=0",
        "/parcourir/personnes/b/?page=zz",
        "/parcourir/personnes/b/?page=99999999999999999999",
        "/parcourir/cirque/",
        "/parcourir/langues/",
        "/parcourir/musique/jazz/",
    ],
)
def test_what_leads_nowhere_is_not_found(client: Client, shelf: Shelf, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_long_letter_has_pages_and_second_letters(client: Client, shelf: Shelf) -> None:
    rows = "\n".join(
        f"{number};Étude {number};Durand, A{number:03d};Livre;;;Musique;;;;Sujet;moissac;;"
        for number in range(100, 101 + PAGE_LENGTH)
    )
    shelf(rows)
    first = text_of(client, "/parcourir/personnes/d/")
    assert 'href="/parcourir/personnes/du/"' in first
    assert 'href="/parcourir/personnes/da/"' not in first
    assert "Durand, A100" in first
    second = text_of(client, "/parcourir/personnes/d/?page=2")
    assert f"Durand, A{100 + PAGE_LENGTH}" in second
    assert "Durand, A100" not in second
    assert "page 2" in second


def test_the_timeline_draws_what_its_table_says(client: Client, shelf: Shelf) -> None:
    page = text_of(client, "/parcourir/periodes/")
    assert 'href="/recherche?date=1880..1889"' in page
    assert 'href="/recherche?date=1800..1899"' in page
    assert "date=1900..1909" not in page.partition("<table")[2]
    drawing = page.partition('<svg class="timeline"')[2].partition("</svg>")[0]
    assert drawing.count('tabindex="-1"') == drawing.count("<a ")


@pytest.mark.parametrize("path", PAGES)
def test_visitors_share_browse_pages(client: Client, shelf: Shelf, path: str) -> None:
    response = client.get(path)
    assert not response.cookies
    assert "noindex" not in response.headers.get("X-Robots-Tag", "")


def test_home_leads_to_the_pages_of_disciplines(client: Client, shelf: Shelf) -> None:
    page = text_of(client, "/")
    for path in PAGES:
        assert f'href="{path}"' in page, path
