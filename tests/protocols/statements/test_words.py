"""Dates, names, numbers and languages in free words say what a person would read in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.protocols.description import Identifier, Name, Term, Years
from portee.protocols.statements import (
    identifier_of,
    language_term,
    name_of,
    plain,
    plain_lines,
    split_title,
    web_address,
    years_of,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "certainty"),
    [
        ("1821", 1821, 1821, "exact"),
        ("[1899]", 1899, 1899, "exact"),
        ("30 août 1858", 1858, 1858, "exact"),
        ("2011-09-05T12:51:52Z", 2011, 2011, "exact"),
        ("1901-07-12", 1901, 1901, "exact"),
        ("1901-07", 1901, 1901, "exact"),
        ("20240519", 2024, 2024, "exact"),
        ("1776-1777", 1776, 1777, "exact"),
        ("1990-91", 1990, 1991, "exact"),
        ("1919-07-12/1921-07-21", 1919, 1921, "exact"),
        ("-0050/0020", -50, 20, "exact"),
        ("1985/..", 1985, None, "exact"),
        ("../1985", None, 1985, "exact"),
        ("1858-...", 1858, None, "exact"),
        ("18", 1800, 1899, "approximate"),
        ("18..", 1800, 1899, "approximate"),
        ("166u", 1660, 1669, "approximate"),
        ("199X", 1990, 1999, "approximate"),
        ("16uu-01-01/17uu-01-01", 1600, 1799, "approximate"),
        ("vers 1900", 1900, 1900, "approximate"),
        ("avant 1955", None, 1955, "approximate"),
        ("après 1950", 1950, None, "approximate"),
        ("1984?", 1984, 1984, "doubtful"),
        ("XVIIIe siècle", 1701, 1800, "approximate"),
        ("20e siècle", 1901, 2000, "approximate"),
    ],
)
def test_a_date_covers_its_years(
    text: str, first: int | None, last: int | None, certainty: str
) -> None:
    assert years_of(text) == Years(first, last, certainty)


@pytest.mark.parametrize("text", ["", "sans date", "[s.d.]", "12 juillet", "20", "0"])
def test_a_date_without_year_covers_none(text: str) -> None:
    found = years_of(text)
    assert found is None or found.certainty == "approximate"


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        (
            "Bach, Johann Sebastian (1685-1750). Compositeur",
            Name("Bach, Johann Sebastian", dates="1685-1750"),
            ("Compositeur",),
        ),
        (
            "Boudan, Louis (16..-17.. ; dessinateur et graveur). Dessinateur",
            Name("Boudan, Louis", dates="16..-17..", qualifier="dessinateur et graveur"),
            ("Dessinateur",),
        ),
        (
            "Amar Du Rivier, Jean-Augustin (1765-1837). Éditeur scientifique. Préfacier",
            Name("Amar Du Rivier, Jean-Augustin", dates="1765-1837"),
            ("Éditeur scientifique", "Préfacier"),
        ),
        ("Girard, Pierre-Simon. Rédacteur", Name("Girard, Pierre-Simon"), ("Rédacteur",)),
        ("Girard, P. S.", Name("Girard, P. S."), ()),
        ("Dupont, Jean, 1950-", Name("Dupont, Jean", dates="1950-"), ()),
        (
            "Innocent IV (pape ; 1200?-1254)",
            Name("Innocent", dates="1200?-1254", numeration="IV", qualifier="pape"),
            (),
        ),
        (
            "Société royale et centrale d'agriculture (France)",
            Name("Société royale et centrale d'agriculture (France)", "corporate"),
            (),
        ),
        (
            "Agence Rol. Agence photographique",
            Name("Agence Rol", "corporate"),
            ("Agence photographique",),
        ),
        ("France. Armée", Name("France. Armée", "corporate"), ()),
        ("France, Anatole", Name("France, Anatole"), ()),
        ("Polyanthe", Name("Polyanthe"), ()),
    ],
)
def test_a_name_says_dates_and_roles(text: str, name: Name, roles: tuple[str, ...]) -> None:
    told = name_of(text)
    assert told.name == name
    assert tuple(role.text for role in told.roles) == roles


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        (
            "http://gallica.bnf.fr/ark:/12148/bpt6k852111",
            Identifier("ark", "ark:/12148/bpt6k852111"),
        ),
        ("ISBN 2-07-036822-X", Identifier("isbn", "2-07-036822-X")),
        ("ISBN : 978-2-07-036822-8 (br.)", Identifier("isbn", "978-2-07-036822-8", "br.")),
        ("9782070368228", Identifier("isbn", "9782070368228")),
        ("urn:isbn:9782070368228", Identifier("isbn", "9782070368228")),
        ("1959-691X", Identifier("issn", "1959-691X")),
        ("https://doi.org/10.5555/xyz", Identifier("doi", "10.5555/xyz")),
        ("M-2306-7118-7", Identifier("ismn", "M-2306-7118-7")),
        ("3149020937327", Identifier("ean", "3149020937327")),
        ("9782070368229", None),
        ("20190101", None),
        ("bonjour", None),
    ],
)
def test_a_number_is_known_by_its_label_or_its_check_digit(
    text: str, identifier: Identifier | None
) -> None:
    assert identifier_of(text) == identifier


def test_only_addresses_of_the_web_are_addresses() -> None:
    assert web_address("voir https://example.org/a?b=c.") == "https://example.org/a?b=c"
    assert web_address("javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("fre", Term("iso639-2b", "fre")),
        ("fra", Term("iso639-2t", "fra")),
        ("FR", Term("iso639-1", "fr")),
        ("fr-CA", Term("bcp47", "fr-CA")),
        ("français", Term("words", text="français")),
        ("und", None),
        ("", None),
    ],
)
def test_a_language_keeps_the_list_of_its_code(text: str, term: Term | None) -> None:
    assert language_term(text) == term


def test_text_loses_the_html_that_forms_left_in_it() -> None:
    text = "<p>Odéon&nbsp;: n° 1 &lt; 2</p>\r\n<p>A<br/>B e\u0301</p>"
    assert plain_lines(text) == "Odéon : n° 1 < 2\nA\nB é"
    assert plain("a\n   b") == "a b"


def test_a_line_folded_by_a_program_is_one_line() -> None:
    assert plain_lines("Une\n    phrase.\n\nUne autre.") == "Une phrase.\nUne autre."


def test_a_title_is_split_as_isbd_punctuates_it() -> None:
    assert split_title("Titre : suite / X ; Y") == ("Titre", "suite", "X ; Y")
    assert split_title("Titre") == ("Titre", "", "")


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    years_of(text)
    name_of(text)
    identifier_of(text)
    language_term(text)
    assert "\n" not in plain(text)
