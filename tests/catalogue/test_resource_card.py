"""What a list shows of a resource, and the words of facets."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.models import Holding, Resource, Source
from portee.catalogue.queries.facet_families import (
    family_of,
    has_members,
    most_precise,
    only_root,
    values_named,
)
from portee.catalogue.queries.facet_labels import facet_label, facet_labels, facet_name
from portee.catalogue.queries.resource_card import reading_order, resource_cards, resource_url
from portee.catalogue.search.port import FacetName
from portee.network.models import Establishment, EstablishmentKind
from portee.network.services.establishment import create_establishment
from portee.protocols.description import Name
from tests.catalogue.conftest import FileOf, Notice, run_import

pytestmark = pytest.mark.django_db

CARMEN = Notice("1", title="Carmen", year="1875", items=(("MED", "C1"),))


@pytest.fixture
def library(db: None) -> Establishment:
    """A library of the network."""
    return create_establishment(
        code="med",
        parent_id=None,
        at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
        name="Médiathèque",
        kind=EstablishmentKind.MEDIA_LIBRARY,
    )


def ids() -> list[int]:
    return list(Resource.objects.order_by("pk").values_list("pk", flat=True))


def test_a_card_says_what_a_list_needs(file_of: FileOf) -> None:
    run_import(file_of(CARMEN))
    (pk,) = ids()
    card = resource_cards([pk], language="fr")[pk]
    assert (card.title, card.date, card.type, card.type_label) == (
        "Carmen",
        "1875",
        "book",
        "Livre",
    )
    assert card.url == f"/ressource/{pk}/carmen"
    assert card.access == ("loan",)
    assert (card.online_url, card.holders, card.contributors) == ("", (), ())


def test_a_card_speaks_the_language_of_its_reader(file_of: FileOf) -> None:
    run_import(file_of(CARMEN))
    (pk,) = ids()
    card = resource_cards([pk], language="en")[pk]
    assert card.type_label == "Book"
    assert card.url == f"/en/ressource/{pk}/carmen"


def test_a_card_of_two_records_is_one(file_of: FileOf) -> None:
    isbn = CARMEN.but(isbn=("9782070360024",))
    run_import(file_of(isbn), source="here")
    run_import(file_of(isbn.but(identifier="2")), source="there")
    (pk,) = ids()
    assert resource_cards([pk], language="fr")[pk].title == "Carmen"


def test_withdrawn_and_unknown_resources_have_no_card(file_of: FileOf) -> None:
    run_import(file_of(CARMEN))
    (pk,) = ids()
    Resource.objects.filter(pk=pk).update(withdrawn_at=Resource.objects.get(pk=pk).created_at)
    assert resource_cards([pk, pk + 1], language="fr") == {}


def test_a_card_names_the_establishments_of_the_network_that_have_it(
    file_of: FileOf, library: Establishment
) -> None:
    run_import(file_of(CARMEN.but(items=(("MED", "C1"), ("MED", "C2")))))
    Holding.objects.update(establishment=library)
    (pk,) = ids()
    assert resource_cards([pk], language="fr")[pk].holders == ("Médiathèque",)


def test_cards_ask_three_queries_whatever_their_number(
    file_of: FileOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run_import(file_of(*(CARMEN.but(identifier=str(n), title=f"Chant {n}") for n in range(40))))
    wanted = ids()
    for count in (1, 40):
        with django_assert_num_queries(3):
            assert len(resource_cards(wanted[:count], language="fr")) == count


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (Name("Fauré, Gabriel"), "Gabriel Fauré"),
        (Name("Molière"), "Molière"),
        (Name("Paris, Conservatoire", kind="corporate"), "Paris, Conservatoire"),
        (Name("Louis", numeration="XIV"), "Louis XIV"),
        (Name("Bach, Johann Sebastian, fils"), "Bach, Johann Sebastian, fils"),
    ],
)
def test_names_are_said_in_reading_order(name: Name, said: str) -> None:
    assert reading_order(name) == said


def test_an_address_is_made_of_plain_letters_whatever_the_title() -> None:
    assert resource_url(7, "L’Été à Œuilly : n° 3 !", language="fr") == (
        "/ressource/7/lete-a-uilly-n-3"
    )
    assert resource_url(7, "日本", language="fr") == "/ressource/7/ressource"
    assert len(resource_url(7, "mot " * 100, language="fr")) < 90


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [
        (FacetName.INSTRUMENT, "strings/bowed-strings/cello", "Violoncelle"),
        (FacetName.LANGUAGE, "fr", "Français"),
        (FacetName.LANGUAGE, "fre", "Français"),
        (FacetName.LEVEL, "cycle-2", "2e cycle"),
        (FacetName.ACCESS, "free", "Ouvert à tous"),
        (FacetName.DATE, "1900..1949", "1900 – 1949"),
        (FacetName.DATE, "2020..", "depuis 2020"),
        (FacetName.DATE, "..1799", "jusqu’en 1799"),
        (FacetName.DATE, "1883..1883", "1883"),
        (FacetName.SUBJECT, "Suites (musique)", "Suites (musique)"),
        (FacetName.TYPE, "no-such-type", "no-such-type"),
        (FacetName.ESTABLISHMENT, "reseau/gone", "gone"),
    ],
)
def test_each_value_has_its_words(facet: FacetName, value: str, label: str) -> None:
    assert facet_label(facet, value, "fr") == label


def test_words_follow_the_language_asked_for_and_not_that_of_the_page() -> None:
    assert facet_name(FacetName.ACCESS, "fr") == "Accès"
    assert facet_name(FacetName.ACCESS, "en") == "Access"
    assert facet_label(FacetName.DATE, "2020..", "en") == "since 2020"


def test_a_source_is_called_by_its_name(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    Source.objects.create(code="koha", name="Catalogue de Moissac")
    with django_assert_num_queries(1):
        labels = facet_labels(FacetName.SOURCE, ["koha", "gone"], "fr")
    assert labels == {"koha": "Catalogue de Moissac", "gone": "gone"}


def test_families_are_known_by_their_paths() -> None:
    assert has_members(FacetName.INSTRUMENT, "strings/bowed-strings")
    assert not has_members(FacetName.LEVEL, "cycle-2")
    assert not has_members(FacetName.SUBJECT, "Violoncelle")
    assert family_of("strings/bowed-strings") == "strings"
    assert family_of("strings") == ""
    assert only_root(FacetName.TYPE) == ""


def test_who_chooses_a_member_means_it_and_not_its_family() -> None:
    chosen = ("strings", "strings/bowed-strings/cello", "keyboards")
    assert most_precise(chosen) == ("strings/bowed-strings/cello", "keyboards")


def test_values_are_found_by_a_word_of_their_name() -> None:
    assert values_named(FacetName.INSTRUMENT, "VIOLONCEL", language="fr")[0] == (
        "strings/bowed-strings/cello"
    )
    assert values_named(FacetName.INSTRUMENT, "", language="fr") == ()
    assert values_named(FacetName.SUBJECT, "suite", language="fr") == ()
