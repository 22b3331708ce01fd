"""A search as machines take it: a feed, a table, references."""

import csv
import io
from datetime import datetime

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.api import Access, AccessMode
from portee.network.models import Establishment
from portee.portal.queries import search_exports
from portee.portal.views import search_machine
from tests.portal.search_shelf import Shelf

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, address: str) -> etree._Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def table(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_a_feed_holds_what_the_search_finds(client: Client, shelf: Shelf) -> None:
    found = feed(client, "/flux/recherche?q=violoncelle&level=cycle-1")
    assert [entry.findtext(f"{ATOM}title") for entry in found.iter(f"{ATOM}entry")] == ["Le Cygne"]
    entry = found.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Camille Saint-Saëns"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
    identifier = entry.findtext(f"{ATOM}id") or ""
    assert "/ressource/" in identifier
    assert identifier.rpartition("/")[2].isdecimal()


def test_a_feed_has_what_the_format_asks_for(client: Client, shelf: Shelf) -> None:
    found = feed(client, "/flux/recherche?q=violoncelle")
    for name in ("id", "title", "updated", "author"):
        assert found.find(f"{ATOM}{name}") is not None
    links = {link.get("rel"): link.get("href") or "" for link in found.findall(f"{ATOM}link")}
    assert links["alternate"].endswith("/recherche?q=violoncelle")
    assert links["self"].endswith("/flux/recherche?q=violoncelle")


def test_a_feed_of_nothing_is_still_a_feed(client: Client, shelf: Shelf) -> None:
    assert list(feed(client, "/flux/recherche?q=hippopotame").iter(f"{ATOM}entry")) == []


def test_a_feed_speaks_the_language_asked_for(client: Client, shelf: Shelf) -> None:
    found = feed(client, "/flux/recherche?q=cygne&lang=en")
    assert "Score" in (found.findtext(f"{ATOM}entry/{ATOM}summary") or "")
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_a_character_that_no_xml_holds_spoils_no_feed(client: Client, shelf: Shelf) -> None:
    shelf("9;Titre \ufffe étrange;;Livre;;;;;;;;;;")
    titles = feed(client, "/flux/recherche?q=étrange").iter(f"{ATOM}title")
    assert "Titre  étrange" in [title.text for title in titles]


def test_a_table_holds_the_whole_result(client: Client, shelf: Shelf) -> None:
    head, *rows = table(client, "/export/recherche.csv?q=violoncelle")
    assert head[1:4] == ["Titre", "Contributeurs", "Type de document"]
    assert sorted(row[1] for row in rows) == [
        "Le Cygne",
        "Six suites pour violoncelle seul",
        "Élégie, op. 24",
    ]
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_a_title_that_looks_like_a_formula_is_plain_text(
    client: Client, shelf: Shelf, sign: str
) -> None:
    shelf(f'9;"{sign}HYPERLINK(1) perfide";;Livre;;;;;;;;;;')
    rows = table(client, "/export/recherche.csv?q=perfide")
    assert rows[1][1] == f"'{sign}HYPERLINK(1) perfide"


def test_references_are_those_of_the_result(client: Client, shelf: Shelf) -> None:
    response = client.get("/export/recherche.ris?q=cygne")
    assert response["Content-Type"].startswith("application/x-research-info-systems")
    assert 'filename="portee-recherche.ris"' in response["Content-Disposition"]
    lines = response.content.decode().split("\r\n")
    assert lines[0] == "TY  - MUSIC"
    assert "TI  - Le Cygne" in lines
    assert "AU  - Saint-Saëns, Camille" in lines
    assert lines.count("ER  - ") == 1


def test_an_export_is_bounded(
    client: Client, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_exports, "MOST_EXPORTED", 4)
    assert len(table(client, "/export/recherche.csv")) == 1 + 4


def test_an_export_asks_as_many_queries_for_a_hundred_as_for_one(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        table(client, "/export/recherche.csv")
    shelf("\n".join(f"{n};Étude n° {n};;Partition;;Flûte;;;;;;;;" for n in range(100, 180)))
    with django_assert_num_queries(3):
        table(client, "/export/recherche.csv")


def test_there_is_no_other_format(client: Client, shelf: Shelf) -> None:
    assert client.get("/export/recherche.xlsx").status_code == 404


@pytest.mark.parametrize(
    "address", ["/flux/recherche?q=a", "/export/recherche.csv?q=a", "/export/recherche.ris?q=a"]
)
def test_machines_are_told_to_come_back_while_search_is_being_rebuilt(
    client: Client, network: Establishment, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert response["Retry-After"]


@pytest.mark.parametrize("mine", ["", "&mine=1"])
def test_feeds_and_files_hold_what_opens_to_whoever_asks(
    client: Client, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, mine: str
) -> None:
    nothing = Access(frozenset(), AccessMode.ONLY)
    monkeypatch.setattr(search_machine, "search_access", lambda *_request, **_how: nothing)
    question = f"?q=violoncelle{mine}"
    entries = list(feed(client, f"/flux/recherche{question}").iter(f"{ATOM}entry"))
    _headings, *rows = table(client, f"/export/recherche.csv{question}")
    references = client.get(f"/export/recherche.ris{question}").content
    assert bool(entries) is bool(rows) is bool(references) is not bool(mine)
