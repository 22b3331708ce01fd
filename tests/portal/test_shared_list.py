"""A list that a link carries, and the frame of a visitor's own: what the server shows of them."""

import csv
import html
import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.models import Resource, ResourceRedirect
from portee.network.models import Establishment
from tests.portal.search_shelf import Shelf
from tests.portal.site_pages import PageSeen


def numbers(*titles: str) -> list[int]:
    """The numbers of resources of the shelf, by their titles."""
    known = dict(Resource.objects.values_list("title", "pk"))
    return [known[title] for title in titles]


def link(*ids: object, language: str = "") -> str:
    return f"{language}/liste/partagee?r={','.join(map(str, ids))}"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def titles(text: str) -> list[str]:
    """The titles of a list, in its order."""
    found = re.findall(r'<h2 class="entry-title"[^>]*>(.*?)</h2>', text)
    return [re.sub(r"<[^>]+>", "", title) for title in found]


def all_titles() -> list[str]:
    return list(Resource.objects.order_by("pk").values_list("title", flat=True))


def withdraw(title: str) -> None:
    Resource.objects.filter(title=title).update(withdrawn_at=timezone.now())


def test_a_link_shows_its_documents_in_its_order(client: Client, shelf: Shelf) -> None:
    wanted = list(reversed(all_titles()))
    text = text_of(client, link(*numbers(*wanted)))
    assert titles(text) == wanted
    assert f"{len(wanted)} documents" in text


def test_a_merged_document_leads_to_the_one_that_stayed_and_is_shown_once(
    client: Client, shelf: Shelf
) -> None:
    first, second, third = all_titles()[:3]
    old, new = numbers(first, second)
    ResourceRedirect.objects.create(old_id=old, new_id=new)
    withdraw(first)
    text = text_of(client, link(old, *numbers(third), new))
    assert titles(text) == [second, third]
    assert f'data-asked="{old} {new}"' in text


def test_a_document_that_is_gone_is_named_and_can_be_searched_for(
    client: Client, shelf: Shelf
) -> None:
    gone, other = all_titles()[:2]
    withdraw(gone)
    text = text_of(client, link(*numbers(gone, other)))
    assert titles(text) == [gone, other]
    assert "Plus aucun établissement du réseau ne décrit ce document." in text


def test_unknown_numbers_are_left_out_and_counted(client: Client, shelf: Shelf) -> None:
    (title,) = all_titles()[:1]
    text = text_of(client, link(987654, *numbers(title)))
    assert titles(text) == [title]
    assert "1 numéro de ce lien est inconnu ici." in text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?r=",
        "?r=,,,",
        "?r=0",
        "?r=-1",
        "?r=9999999999999999999999999",
        "?r=9223372036854775807",
        "?r=1e3",
        "?r=%C2%B9%C2%B2",
        "?r=<script>alert(1)</script>",
        "?r=1'; DROP TABLE catalogue_resource;--",
        "?x=1",
    ],
)
def test_a_link_that_names_nothing_says_so(
    client: Client, network: Establishment, query: str
) -> None:
    text = text_of(client, f"/liste/partagee{query}")
    assert "Ce lien ne désigne aucun document" in text
    assert "<script>alert" not in client.get(f"/liste/partagee{query}").content.decode()


def test_what_is_no_number_does_not_hide_what_is(client: Client, shelf: Shelf) -> None:
    (title,) = all_titles()[:1]
    (number,) = numbers(title)
    assert titles(text_of(client, f"/liste/partagee?r=x,{number}, {number} ,&r=y")) == [title]


def test_a_list_is_cut_at_a_hundred_and_says_so(
    client: Client, network: Establishment, shelf: Shelf
) -> None:
    shelf("\n".join(f"{n};Étude n° {n};;Partition;;Flûte;;;;;;;;" for n in range(100, 210)))
    ids = list(Resource.objects.values_list("pk", flat=True))
    text = text_of(client, link(*ids))
    assert len(titles(text)) == 100
    assert "voici les 100 premiers" in text.replace("\u00a0", " ")
    assert len(titles(text_of(client, link(*range(1, 1_000))))) <= 100


def test_a_list_asks_four_queries_whatever_its_length(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shelf("\n".join(f"{n};Étude n° {n};;Partition;;Flûte;;;;;;;;" for n in range(100, 200)))
    ids = list(Resource.objects.values_list("pk", flat=True))
    text_of(client, link(ids[0]))
    with django_assert_num_queries(4):
        text_of(client, link(ids[0]))
    with django_assert_num_queries(4):
        assert len(titles(text_of(client, link(*ids)))) == 100


def test_robots_are_asked_not_to_keep_shared_lists(client: Client, shelf: Shelf) -> None:
    ids = numbers(*all_titles())
    for address in (
        link(*ids),
        f"/liste/partagee/qr.svg?r={ids[0]}",
        f"/export/liste.csv?r={ids[0]}",
    ):
        response = client.get(address)
        assert "noindex" in response["X-Robots-Tag"], address
        assert not response.cookies


def test_the_page_of_lists_is_the_same_for_everybody_and_asks_nothing_of_the_database(
    client: Client, network: Establishment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/liste/").content
    with django_assert_num_queries(0):
        again = client.get("/liste/")
    assert again.content == first
    assert not again.cookies
    assert "C’est votre navigateur qui garde la liste" in html.unescape(first.decode())


def test_the_page_of_lists_speaks_english_and_asks_for_english_titles(
    client: Client, network: Establishment
) -> None:
    text = text_of(client, "/en/liste/")
    assert 'data-source="/en/liste/partagee"' in text
    assert "/export/liste.csv?r=&lang=en" in text
    assert "Shared list" in text_of(client, link(1, language="/en")) or "names no document" in text


def test_the_qr_code_leads_to_the_list_by_numbers_alone(client: Client, shelf: Shelf) -> None:
    ids = numbers(*all_titles())
    response = client.get(f"/liste/partagee/qr.svg?r={','.join(map(str, ids))}")
    assert response["Content-Type"] == "image/svg+xml"
    assert etree.fromstring(response.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert client.get("/liste/partagee/qr.svg?r=abc").status_code == 404


def test_the_longest_list_still_has_a_qr_code(client: Client, network: Establishment) -> None:
    ids = ",".join(str(9_000_000 + n) for n in range(100))
    assert client.get(f"/liste/partagee/qr.svg?r={ids}").status_code == 200
    # A hundred numbers that no catalogue will ever reach: hostile, bounded all the same.
    longest = ",".join(str(9_200_000_000_000_000_000 + n) for n in range(100))
    assert client.get(f"/liste/partagee/qr.svg?r={longest}").status_code in {200, 404}


def test_a_list_is_taken_away_as_a_table_and_as_references_in_its_order(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wanted = list(reversed(all_titles()))
    query = ",".join(map(str, numbers(*wanted)))
    with django_assert_num_queries(4):
        response = client.get(f"/export/liste.csv?r={query}")
    assert response["Content-Disposition"] == 'attachment; filename="portee-liste.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == wanted
    assert rows[0][1] == "Titre"
    english = client.get(f"/export/liste.csv?r={query}&lang=en").content.decode("utf-8-sig")
    assert english.splitlines()[0].split(";")[1] == "Title"
    with django_assert_num_queries(4):
        references = client.get(f"/export/liste.ris?r={query}")
    assert references.content.decode().count("ER  - ") == len(wanted)
    assert client.get(f"/export/liste.xlsx?r={query}").status_code == 404
    assert client.get("/export/liste.csv?r=nothing").content.decode("utf-8-sig").count("\n") == 1


def test_results_and_the_page_of_a_resource_offer_to_keep_it(client: Client, shelf: Shelf) -> None:
    text = text_of(client, "/recherche")
    ids = list(Resource.objects.values_list("pk", flat=True))
    for pk in ids:
        assert f'<keep-in-list data-id="{pk}"' in text
    assert text.count("<template data-keep") == 1
    address = client.get(f"/ressource/{ids[0]}")["Location"]
    assert f'<keep-in-list data-id="{ids[0]}"' in text_of(client, address)


def test_a_shared_list_has_headings_in_order_and_no_identifier_twice(
    client: Client, shelf: Shelf
) -> None:
    seen = PageSeen(client.get(link(*numbers(*all_titles()))).content.decode())
    assert [level for level, _text in seen.headings][:2] == [1, 2]
    assert len(seen.ids) == len(set(seen.ids))
