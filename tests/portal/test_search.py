"""The page of results: what is found, how it is narrowed, what helps when nothing is."""

import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.network.models import Establishment
from tests.portal.search_shelf import VIOLONCELLE, Shelf
from tests.portal.site_pages import PageSeen

BOX = re.compile(r'<input type="checkbox"[^>]*name="([^"]+)" value="([^"]*)"( checked)?')


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode())


def titles(text: str) -> list[str]:
    return re.findall(r'<li class="hit">.*?<h3><a href="[^"]*">([^<]*)</a>', text, flags=re.S)


def boxes(text: str) -> dict[tuple[str, str], bool]:
    return {(name, value): bool(checked) for name, value, checked in BOX.findall(text)}


def links(text: str) -> dict[str, str]:
    """The address of each link, by its words."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', text, flags=re.S)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): href for href, words in found}


def test_search_finds_resources_and_says_how_many(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?q=violoncelle")
    assert "3 ressources pour «\xa0violoncelle\xa0»" in text
    assert sorted(titles(text)) == [
        "Le Cygne",
        "Six suites pour violoncelle seul",
        "Élégie, op. 24",
    ]
    assert "Gabriel Fauré" in text
    assert "Médiathèque de Caussade" in text


def test_a_result_leads_to_its_resource_and_says_what_it_is(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?q=cygne")
    assert re.search(r'href="/ressource/\d+/le-cygne"', text)
    for fact in ("Partition", "Violoncelle", "1er cycle", "1887", "Durand", "En ligne"):
        assert f">{fact}<" in text


def test_each_facet_is_a_group_of_boxes_with_counts(client: Client, shelf: Shelf) -> None:
    offered = boxes(page(client, "/recherche"))
    assert {
        ("type", "score"),
        ("level", "cycle-2"),
        ("instrument", "strings"),
        ("discipline", "dance"),
        ("language", "de"),
        ("date", "1800..1899"),
        ("access", "loan"),
        ("establishment", "reseau/caussade"),
        ("subject", "Ballets"),
        ("source", "essai"),
    } <= set(offered)
    assert not any(offered.values())


def test_a_chosen_box_narrows_the_result_and_stays_ticked(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?q=violoncelle&level=cycle-2")
    assert titles(text) == ["Élégie, op. 24"]
    assert boxes(text)["level", "cycle-2"]
    # Its own facet still counts the others, so that a second cycle can be ticked beside the first.
    assert ("level", "cycle-1") in boxes(text)


def test_two_values_of_a_facet_add_up(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?level=cycle-1&level=cycle-2")
    assert sorted(titles(text)) == ["Le Cygne", "Sonate pour piano", "Élégie, op. 24"]


def test_each_filter_is_removed_alone_and_all_at_once(client: Client, shelf: Shelf) -> None:
    found = links(page(client, "/recherche?q=violoncelle&level=cycle-2&type=score"))
    assert found["Retirer le filtre Niveau 2e cycle"] == "/recherche?q=violoncelle&type=score"
    assert found["Retirer tous les filtres"] == "/recherche?q=violoncelle"


def test_opening_a_family_shows_its_members(client: Client, shelf: Shelf) -> None:
    closed = page(client, "/recherche")
    assert ("instrument", "strings/bowed-strings") not in boxes(closed)
    opening = links(closed)["Déplier Cordes"]
    opened = page(client, opening.partition("#")[0])
    assert ("instrument", "strings/bowed-strings") in boxes(opened)
    assert links(opened)["Replier Cordes"].startswith("/recherche#f-instrument-")


def test_what_is_chosen_inside_a_family_is_always_shown_once(client: Client, shelf: Shelf) -> None:
    text = page(client, f"/recherche?instrument={VIOLONCELLE}")
    assert boxes(text)["instrument", VIOLONCELLE]
    assert text.count(f'value="{VIOLONCELLE}"') == 1
    assert len(titles(text)) == 3


def test_a_family_that_is_chosen_and_opened_holds_its_members_alone(
    client: Client, shelf: Shelf
) -> None:
    text = page(client, "/recherche?type=score&open=type:score")
    assert text.count('name="type" value="score"') == 1
    assert boxes(text)["type", "score"]
    assert ("type", "score/full-score") in boxes(text)


def test_a_member_chosen_after_its_family_narrows_it(client: Client, shelf: Shelf) -> None:
    text = page(client, f"/recherche?instrument=strings&instrument={VIOLONCELLE}")
    assert not boxes(text)["instrument", "strings"]
    assert boxes(text)["instrument", VIOLONCELLE]


def test_a_word_is_looked_for_inside_a_facet(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?find_instrument=violonc")
    instruments = {value for name, value in boxes(text) if name == "instrument"}
    assert instruments == {VIOLONCELLE}
    assert 'name="find_instrument"' in text


def test_a_word_that_no_value_bears_says_so(client: Client, shelf: Shelf) -> None:
    assert "Aucune valeur ne porte ces mots." in page(client, "/recherche?find_subject=hippopotame")


def test_the_years_of_the_form_become_a_filter(client: Client, shelf: Shelf) -> None:
    response = client.get("/recherche?q=&level=&from=1700&to=1800")
    assert response["Location"] == "/recherche?date=1700..1800"
    text = page(client, response["Location"])
    assert sorted(titles(text)) == ["Six suites pour violoncelle seul", "Sonate pour piano"]
    assert "1700 – 1800" in text


def test_the_address_a_form_sends_is_made_readable(client: Client, shelf: Shelf) -> None:
    response = client.get("/recherche?q=cygne&find_subject=&from=&to=&instrument=strings")
    assert response.status_code == 302
    assert response["Location"] == "/recherche?q=cygne&instrument=strings"


def test_results_are_put_in_another_order_or_shown_as_covers(client: Client, shelf: Shelf) -> None:
    text = page(client, "/recherche?sort=oldest&view=covers")
    assert titles(text)[:2] == ["Le Cid", "Six suites pour violoncelle seul"]
    assert 'class="covers"' in text
    assert links(text)["Titre"] == "/recherche?sort=title&view=covers"


def test_a_page_leads_to_the_next_and_says_where_it_is(client: Client, shelf: Shelf) -> None:
    shelf("\n".join(f"{n};Étude n° {n};;Partition;;Flûte;;;;;;;;" for n in range(100, 145)))
    first = page(client, "/recherche?q=étude&sort=title")
    assert "1 à 20 sur 45" in first
    second = page(client, links(first)["Voir la suite"])
    assert "21 à 40 sur 45" in second
    assert not set(titles(first)) & set(titles(second))
    assert links(second)["Revenir au début"] == "/recherche?q=%C3%A9tude&sort=title"
    third = page(client, links(second)["Voir la suite"])
    assert len(titles(third)) == 5
    assert "Voir la suite" not in third


@pytest.mark.parametrize("cursor", ["nothing", "WzEsMiwzXQ", "WzAsIiIsIngiXQ", "é" * 10])
def test_a_cursor_that_was_tampered_with_gives_the_first_page(
    client: Client, shelf: Shelf, cursor: str
) -> None:
    response = client.get("/recherche", {"q": "violoncelle", "after": cursor})
    text = response.content.decode()
    assert response.status_code == 200
    assert "en voici le début" in text
    assert len(titles(text)) == 3


def test_a_corrected_word_is_said_and_the_exact_search_offered(
    client: Client, shelf: Shelf
) -> None:
    text = page(client, "/recherche?q=violoncekle")
    assert "3 ressources pour «\xa0violoncelle\xa0»" in text
    exact = links(text)["Chercher exactement « violoncekle »"]
    assert exact == "/recherche?q=violoncekle&exact=1"
    assert "Aucune ressource pour «\xa0violoncekle\xa0»" in page(client, exact)


def test_an_empty_result_offers_wider_searches_with_their_counts(
    client: Client, shelf: Shelf
) -> None:
    text = page(client, "/recherche?q=violoncelle&discipline=dance")
    assert titles(text) == []
    assert links(text)["Sans le filtre « Danse »"] == "/recherche?q=violoncelle"
    assert "(3 ressources)" in text
    assert links(text)["Demander à un bibliothécaire : trouver votre établissement"] == (
        "/etablissements/"
    )


def test_a_search_of_several_words_that_fails_offers_fewer(client: Client, shelf: Shelf) -> None:
    found = links(page(client, "/recherche?q=violoncelle+zygomatique&exact=1"))
    assert found["Seulement « violoncelle »"] == "/recherche?q=violoncelle&exact=1"


def test_words_that_name_an_instrument_are_offered_as_a_filter(
    client: Client, shelf: Shelf
) -> None:
    found = links(page(client, "/recherche?q=suites+violoncelle"))
    offered = found["Chercher seulement : Violoncelle (instrument ou voix)"]
    assert offered == f"/recherche?q=suites&instrument={VIOLONCELLE}"


def test_search_finds_an_establishment_whatever_accents_and_capitals(
    client: Client, shelf: Shelf
) -> None:
    text = page(client, "/recherche?q=MEDIATHEQUE+caussade")
    assert 'href="/etablissement/caussade/"' in text
    assert "Aussi sur ce site" in text


def test_while_search_is_being_rebuilt_the_page_says_so_and_finds_the_rest(
    client: Client, network: Establishment
) -> None:
    text = page(client, "/recherche?q=caussade&type=score")
    assert "La recherche est en cours de reconstruction" in text
    assert 'href="/etablissement/caussade/"' in page(client, "/recherche?q=caussade")


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # Cards: resources, records, holders; names of sources; establishments that bear the words.
        ("/recherche?q=violoncelle", 5),
        ("/recherche?q=violoncelle&level=cycle-1&level=cycle-2&open=type:score", 4),
        ("/recherche?q=caussade&exact=1", 1),
    ],
)
def test_a_page_of_results_asks_a_known_number_of_queries(
    client: Client,
    shelf: Shelf,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
) -> None:
    page(client, "/recherche")
    with django_assert_num_queries(queries):
        page(client, address)


def test_search_is_kept_out_of_search_engines(client: Client, db: None) -> None:
    response = client.get("/recherche?q=a")
    assert response["X-Robots-Tag"] == "noindex, follow"
    assert '<meta name="robots" content="noindex, follow">' in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '" onfocus="alert(1)',
        "a" * 3000,
        "(" * 2500,
        "%",
        "\\",
        '"',
        "\u202erenversé",
        "a\tb",
        "' OR 1=1 --",
        "titre:",
        "-",
    ],
)
def test_search_survives_whatever_is_typed(client: Client, shelf: Shelf, typed: str) -> None:
    response = client.get("/recherche", {"q": typed, "find_subject": typed[:90]})
    assert response.status_code in {200, 302}
    text = client.get("/recherche", {"q": typed}).content.decode()
    assert "<script>alert" not in text
    assert 'onfocus="alert' not in text


@pytest.mark.parametrize(
    "parameters",
    [
        {"sort": "best"},
        {"date": "19xx"},
        {"date": "2000..1900"},
        {"view": "3d"},
        {"type": ["x"] * 80},
        {"open": "nothing:here"},
        {"open": ["instrument:strings/bowed-strings/cello/more/and/more/and/more"]},
        {"establishment": "nowhere"},
        {"subject": "a" * 400},
    ],
    ids=str,
)
def test_what_is_wrong_in_an_address_is_left_out(
    client: Client, shelf: Shelf, parameters: dict[str, str]
) -> None:
    assert client.get("/recherche", parameters).status_code == 200


def test_a_space_opened_from_the_home_page_names_itself(client: Client, shelf: Shelf) -> None:
    headings = PageSeen(page(client, "/recherche?discipline=music")).headings
    assert (1, "Musique") in [(level, text.strip()) for level, text in headings]
    assert "Lire, écouter, voir" in page(
        client, "/recherche?type=book&type=periodical&type=sound-recording&type=video"
    )
