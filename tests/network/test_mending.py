"""Repairs to names, streets and addresses, on values of the national list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernel.ordering import sort_key
from portee.network.mending import (
    guessed_kind,
    mended_name,
    mended_street,
    mended_text,
    mended_website,
    zone_name,
)
from portee.network.models import EstablishmentKind


@pytest.mark.parametrize(
    ("given_name", "mended"),
    [
        ("Mediatheque Municipale", "Médiathèque municipale"),
        ("BIBLIOTHEQUE MUNICIPALE", "Bibliothèque municipale"),
        ("Bibliothèque De Malause", "Bibliothèque de Malause"),
        ("Point Lecture Intercommunal d'Orgueil", "Point lecture intercommunal d’Orgueil"),
        ("Mémo, Médiathèque de Montauban", "Mémo, Médiathèque de Montauban"),
        ("MéMO", "MéMO"),
        ("  Bardigues ", "Bardigues"),
    ],
)
def test_name_is_written_as_on_the_door(given_name: str, mended: str) -> None:
    assert mended_name(given_name) == mended


@pytest.mark.parametrize(
    ("given_street", "mended"),
    [
        ("27 RUE ADRIEN HEBRARD", "27 rue Adrien Hebrard"),
        ("PLACE DU 14 JUILLET", "Place du 14 Juillet"),
        ("2 BIS RUE LOUIS XIV", "2 bis rue Louis XIV"),
        ("393  Grande rue", "393 Grande rue"),
        ("le bourg", "Le bourg"),
        ("", ""),
    ],
)
def test_capitals_of_a_street_are_lowered(given_street: str, mended: str) -> None:
    assert mended_street(given_street) == mended


@pytest.mark.parametrize(
    ("given_address", "mended"),
    [
        ("www.varen.fr", "https://www.varen.fr"),
        ("Https://Vendee.c3rb.org/", "https://vendee.c3rb.org/"),
        (
            "http://www.cc-payslafrancaisain.fr/fr/centre-culturel/pres",
            "http://www.cc-payslafrancaisain.fr/",
        ),
        ("oui", ""),
        ("Site internet propre", ""),
        ("bibliotheque@cogny.fr", ""),
        ("beaumont.bibenligne", ""),
        ("javascript:alert(1)", ""),
        ("http://127.0.0.1/", ""),
        ("http://[::1", ""),
        ("x.fr:99999", ""),
    ],
)
def test_website_gains_a_scheme_or_is_left_out(given_address: str, mended: str) -> None:
    assert mended_website(given_address) == mended


@settings(deadline=None)
@given(st.text(max_size=80))
def test_mending_twice_is_mending_once(text: str) -> None:
    assert mended_text(mended_text(text)) == mended_text(text)
    assert mended_website(mended_website(text)) == mended_website(text)
    mended_name(text)
    mended_street(text)


def test_kind_is_guessed_from_the_name() -> None:
    assert guessed_kind("Médiathèque-ludothèque") is EstablishmentKind.MEDIA_LIBRARY
    assert guessed_kind("Point-lecture municipal") is EstablishmentKind.READING_POINT
    assert guessed_kind("Ludothèque de Caussade") is EstablishmentKind.TOY_LIBRARY
    assert guessed_kind("Bardigues") is EstablishmentKind.LIBRARY


def test_overseas_places_keep_their_own_time() -> None:
    assert zone_name("974") == "Indian/Reunion"
    assert zone_name("82") == "Europe/Paris"


def test_names_sort_as_a_french_reader_expects() -> None:
    names = ["Œuvre", "Étude", "Zoé", "Ecole", "Oeil", "Été", "d’Orgueil", "D Orme"]
    assert sorted(names, key=sort_key) == [
        "d’Orgueil",
        "D Orme",
        "Ecole",
        "Été",
        "Étude",
        "Oeil",
        "Œuvre",
        "Zoé",
    ]
