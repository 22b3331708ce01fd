"""Parts of a whole and editions, whichever of the two says so."""

import html
import re

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.queries.resource_kin import MOST_KIN
from tests.catalogue.search_engine import IndexNow
from tests.portal.resource_shelf import BOOK, CODED, Put

WHOLE = (("010", (("a", "978-2-07-061275-8"),)), CODED, ("200", (("a", "Œuvres complètes"),)))


def part(title: str, number: str = "", isbn: str = "9782070612758") -> tuple[object, ...]:
    """A part that names its whole by the number printed on it."""
    place = (("v", number),) if number else ()
    return (
        CODED,
        ("200", (("a", title),)),
        ("461", (("t", "Œuvres complètes"), ("y", isbn), *place)),
    )


def relations(client: Client, resource_id: int, prefix: str = "") -> str:
    """What the page says of wholes and parts, as text with its addresses."""
    text = client.get(f"{prefix}/ressource/{resource_id}", follow=True).content.decode()
    return html.unescape(text.partition('id="relations"')[2].partition("</section>")[0])


def test_a_whole_lists_the_parts_that_name_it(
    client: Client, put: Put, index_now: IndexNow
) -> None:
    whole = put(*WHOLE, leader=BOOK)
    for title, number in (("Lettres", "10"), ("Théâtre", "2"), ("Index", "")):
        put(*part(title, number), leader=BOOK)
    put(*part("Ailleurs", isbn="9782070368228"), leader=BOOK)
    index_now()
    said = relations(client, whole)
    assert re.findall(r">(Théâtre|Lettres|Index|Ailleurs)<", said) == [
        "Théâtre",
        "Lettres",
        "Index",
    ]
    assert "(10)" in said


def test_a_part_names_its_whole(client: Client, put: Put, index_now: IndexNow) -> None:
    whole = put(*WHOLE, leader=BOOK)
    index_now()
    said = relations(client, put(*part("Lettres"), leader=BOOK))
    assert f"/ressource/{whole}/" in said


def test_a_part_that_says_nothing_is_told_by_its_whole(
    client: Client, put: Put, index_now: IndexNow
) -> None:
    named = put(*WHOLE, leader=BOOK)
    contains = ("464", (("t", "Œuvres complètes"), ("y", "9782070612758")))
    whole = put(CODED, ("200", (("a", "Coffret"),)), contains, leader=BOOK)
    index_now()
    said = relations(client, named)
    assert "Fait partie de" in said
    assert f"/ressource/{whole}/" in said


def test_a_number_of_a_source_means_nothing_in_another_one(
    client: Client, put: Put, index_now: IndexNow
) -> None:
    whole = put(*WHOLE, leader=BOOK)
    above = ("461", (("t", "Œuvres complètes"), ("0", "1")))
    here = put(CODED, ("200", (("a", "Ici"),)), above, leader=BOOK)
    put(CODED, ("200", (("a", "Là-bas"),)), above, leader=BOOK, source="autre")
    index_now()
    said = relations(client, whole)
    assert f"/ressource/{here}/" in said
    assert "Là-bas" not in said


def test_a_whole_of_many_parts_leads_to_the_search_that_finds_all(
    client: Client, put: Put, index_now: IndexNow
) -> None:
    whole = put(*WHOLE, leader=BOOK)
    for number in range(MOST_KIN + 2):
        put(*part(f"Tome {number}"), leader=BOOK)
    index_now()
    said = relations(client, whole)
    (address,) = re.findall(r'href="(/recherche\?relation=[^"]+)"', said)
    assert "Voir 2 autres" in said
    found = client.get(address).content.decode()
    assert f"{MOST_KIN + 2} résultats" in found or f"{MOST_KIN + 2} ressources" in found
    assert "Fait partie de" in found


def test_a_resource_that_nobody_names_asks_nothing_more(
    client: Client, put: Put, index_now: IndexNow, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    whole = put(*WHOLE, leader=BOOK)
    index_now()
    address = client.get(f"/ressource/{whole}")["Location"]
    client.get(address)
    with django_assert_num_queries(3):
        client.get(address)


def test_a_filter_on_relations_that_is_no_code_finds_nothing_and_breaks_nothing(
    client: Client, put: Put, index_now: IndexNow
) -> None:
    put(*WHOLE, leader=BOOK)
    index_now()
    for value in ("x", "part-of:", "part-of:isbn:", "part-of:/", ":::", "part-of:nulle/<b>"):
        response = client.get("/recherche", {"relation": value})
        assert response.status_code == 200
        assert "<b>" not in response.content.decode()
