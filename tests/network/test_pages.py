"""The list and the page of an establishment, as visitors get them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation

from portee.kernel import clock
from portee.network.hours import ExceptionalDays, OpeningHours, Period, Season, Span
from portee.network.models import Establishment, EstablishmentKind
from portee.network.queries.listing import ListQuestion, first_letter, list_page
from portee.network.queries.opening import said, span_text
from portee.network.queries.sheet import find_sheet
from portee.network.services.hours import set_hours
from tests.network.conftest import AT, Create

CountQueries = Callable[[int], Any]

MORNING = Period(1, Span(time(9), time(12)))


@pytest.fixture
def tuesday(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Ten in the morning in Paris."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    return AT


def opened(row: Establishment, *periods: Period, **more: Any) -> None:
    set_hours(
        establishment_id=row.pk, periods=periods, exceptions=more.get("exceptions", ()), at=AT
    )


def names(page: bytes) -> list[str]:
    return re.findall(r"<h3><a [^>]*>([^<]*)</a></h3>", page.decode())


@pytest.fixture
def three(create: Create, network: Establishment, tuesday: datetime) -> dict[str, Establishment]:
    """Caylus is open, Moissac is closed, nothing is known of Œuilly."""
    group = create("quercy", name="Quercy", kind=EstablishmentKind.COMMUNE_GROUP, parent=network)
    rows = {
        "caylus": create(
            "caylus", name="Médiathèque de Caylus", commune="Caylus", parent=group,
            kind=EstablishmentKind.MEDIA_LIBRARY, longitude=1.77, latitude=44.23,
        ),
        "moissac": create(
            "moissac", name="Bibliothèque", commune="Moissac", parent=network,
            longitude=1.08, latitude=44.1,
        ),
        "oeuilly": create("oeuilly", name="Œuilly <b>lit</b>", parent=network),
    }  # fmt: skip
    opened(rows["caylus"], MORNING)
    opened(rows["moissac"], Period(2, Span(time(9), time(12))))
    return rows


def test_list_is_grouped_and_says_which_doors_are_open(
    client: Client, three: dict[str, Establishment]
) -> None:
    page = client.get("/etablissements/").content
    assert names(page) == ["Bibliothèque", "Œuilly &lt;b&gt;lit&lt;/b&gt;", "Médiathèque de Caylus"]
    text = page.decode()
    assert "Quercy" in text
    for words in ("Open now", "Closed now", "Opening hours not provided"):
        assert words in client.get("/en/etablissements/").content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=MEDIATHEQUE", ["Médiathèque de Caylus"]),
        ("q=caylus+mediatheque", ["Médiathèque de Caylus"]),
        ("q=oeuilly", ["Œuilly &lt;b&gt;lit&lt;/b&gt;"]),
        ("q=moissac", ["Bibliothèque"]),
        ("ouvert=on", ["Médiathèque de Caylus"]),
        ("type=library&tri=az", ["Bibliothèque", "Œuilly &lt;b&gt;lit&lt;/b&gt;"]),
        ("groupe=quercy", ["Médiathèque de Caylus"]),
        ("groupe=nowhere", []),
        (
            "type=palace&page=9999&tri=zz",
            ["Bibliothèque", "Œuilly &lt;b&gt;lit&lt;/b&gt;", "Médiathèque de Caylus"],
        ),
        ("q=zzz", []),
        ("q=%27%3B+DROP+TABLE%25_", []),
    ],
)
def test_list_answers_what_is_asked(
    client: Client, three: dict[str, Establishment], asked: str, found: list[str]
) -> None:
    response = client.get(f"/etablissements/?{asked}")
    assert response.status_code == 200
    assert names(response.content) == found


def test_map_links_each_place_and_has_the_list_as_its_twin(
    client: Client, three: dict[str, Establishment]
) -> None:
    page = client.get("/en/etablissements/").content.decode()
    marks = re.findall(r'class="map-mark[^"]*" href="([^"]*)" aria-label="(\d+)\. ([^"(]*)', page)
    assert {url for url, _, _ in marks} == {
        "/en/etablissement/caylus/",
        "/en/etablissement/moissac/",
    }
    assert "style=" not in page
    assert "<title id=" in page
    assert "<desc id=" in page


def test_numbers_of_the_map_bear_a_point_in_french_too(
    client: Client, three: dict[str, Establishment]
) -> None:
    page = client.get("/etablissements/").content.decode()
    assert not re.search(r'c[xy]="\d+,\d', page)


def test_page_says_hours_exceptions_and_unknowns(
    client: Client, three: dict[str, Establishment]
) -> None:
    summer = Season("Été", date(2026, 7, 1), date(2026, 8, 31))
    opened(
        three["caylus"],
        MORNING,
        Period(4, Span(time(8), time(9)), summer),
        exceptions=[ExceptionalDays(date(2026, 3, 10), date(2026, 3, 12), label="Inventaire")],
    )
    page = client.get("/en/etablissement/caylus/").content.decode()
    for words in ("Open now", "closes at 12:00", "Inventaire", "Été", "Not provided", "Quercy"):
        assert words in page
    assert 'content="Tu 09:00-12:00"' in page
    unknown = client.get("/en/etablissement/oeuilly/").content.decode()
    assert "Opening hours not provided" in unknown
    assert "Closed now" not in unknown


def test_page_of_a_group_shows_what_it_gathers(
    client: Client, three: dict[str, Establishment]
) -> None:
    page = client.get("/en/etablissement/quercy/").content
    assert names(page) == ["Médiathèque de Caylus"]


def test_unknown_code_is_not_found(client: Client, db: None) -> None:
    assert client.get("/etablissement/nulle-part/").status_code == 404


def test_empty_network_says_so(client: Client, db: None) -> None:
    page = client.get("/en/etablissements/").content.decode()
    assert "No establishment yet" in page


def test_list_costs_five_queries_whatever_its_length(
    create: Create,
    network: Establishment,
    django_assert_num_queries: CountQueries,
) -> None:
    for number in range(70):
        opened(create(f"b{number}", parent=network), MORNING)
    with django_assert_num_queries(5):
        found = list_page(question=ListQuestion(), page_number="1", moment=AT)
    assert len(found.cards) == 60
    with django_assert_num_queries(6):
        list_page(question=ListQuestion(open_now=True), page_number="2", moment=AT)


def test_page_costs_seven_queries_at_most(
    three: dict[str, Establishment], django_assert_num_queries: CountQueries
) -> None:
    with django_assert_num_queries(6):
        assert find_sheet(code="caylus", moment=AT)
    with django_assert_num_queries(6):
        assert find_sheet(code="quercy", moment=AT)


def test_nearest_places_come_in_order(create: Create, network: Establishment) -> None:
    for code, longitude in (("loin", 1.5), ("ici", 1.0), ("pres", 1.1), ("ailleurs", 9.0)):
        create(code, parent=network, longitude=longitude, latitude=44.0)
    sheet = find_sheet(code="ici", moment=AT)
    assert sheet
    assert [near.code for near in sheet.nearest] == ["pres", "loin"]
    assert sheet.nearest[0].km == pytest.approx(8.0, abs=0.1)


def test_hours_are_written_as_each_language_does() -> None:
    span = Span(time(9), time(12, 30))
    with translation.override("fr"):
        assert span_text(span) == "9\u00a0h – 12\u00a0h\u00a030"
    with translation.override("en"):
        assert span_text(span) == "9:00 – 12:30"


@pytest.mark.parametrize(
    ("hour", "day", "words"),
    [
        (10, 3, "closes at 12:00"),
        (8, 3, "opens at 9:00"),
        (13, 2, "opens tomorrow at 9:00"),
        (13, 4, "opens on Tuesday at 9:00"),
        (13, 3, "opens on March 10, 2026 at 9:00"),
    ],
)
def test_what_comes_next_is_said_as_near_as_words_allow(hour: int, day: int, words: str) -> None:
    paris = ZoneInfo("Europe/Paris")
    moment = datetime(2026, 3, day, hour, tzinfo=paris)
    state = OpeningHours(paris, (MORNING,)).state_at(moment)
    with translation.override("en"):
        assert said(state, moment=moment).detail == words


def test_names_are_filed_under_the_letter_a_reader_looks_for() -> None:
    assert first_letter("Œuvre") == "O"
    assert first_letter("Étude") == "E"
    assert first_letter("3 Rivières") == "0–9"


def test_phone_and_mail_are_links_and_a_place_on_line_has_no_address(
    client: Client, create: Create, network: Establishment, tuesday: datetime
) -> None:
    create(
        "numerique", parent=network, is_virtual=True, phone="05 36 49 00 01", email="a@demo.example"
    )
    page = client.get("/en/etablissement/numerique/").content.decode()
    assert 'href="tel:+33536490001"' in page
    assert 'href="mailto:a@demo.example"' in page
    assert "Address" not in page
