"""What files are made of: columns under any name, years out of dates, hostile workbooks told in a sentence."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from portee.people.models import LineOutcome
from portee.people.reader_lists.columns import Meaning, is_enough, propose_columns
from portee.people.reader_lists.row import read_person
from portee.people.reader_lists.words import SENTENCES, sentence
from portee.people.services.reader_list import ListRefusedError
from tests.people.lists import CLASS, line, outcomes, plan, send
from tests.people.world import TODAY, World

NAMED = [Meaning.NAME, Meaning.BIRTH_YEAR]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (
            "NOM;Prénom;Né(e) le;E-mail;Niveau",
            "last_name first_name birth_year email class_name",
        ),
        ("Élève;Année;Courriel d’un parent", "name birth_year guardian_email"),
        ("N° lecteur;Nom;Prénoms;Ville", "card_number last_name first_name commune"),
        ("Name;Year of birth;Card number;Class", "name birth_year card_number class_name"),
    ],
)
def test_columns_are_known_by_their_names(header: str, meanings: str) -> None:
    found = propose_columns(header.split(";"), [])
    assert " ".join(found) == meanings
    assert is_enough(found)


def test_columns_without_a_known_name_are_known_by_their_cells() -> None:
    rows = [["Léa", "lea@example.org", "2010"], ["Noé", "noe@example.org", "2011"]]
    assert propose_columns(["Nom", "x", "y"], rows) == ["name", "email", "birth_year"]


def test_meaning_is_given_to_one_column_only() -> None:
    assert propose_columns(["Nom complet", "Mail", "Courriel"], []) == ["name", "email", ""]


@pytest.mark.parametrize(
    ("cell", "year", "code"),
    [
        ("2012", 2012, ""),
        ("03/05/2012", 2012, ""),
        ("2012-05-03", 2012, ""),
        ("2012-05-03 00:00:00", 2012, ""),
        ("1905-07-04", None, "year-as-a-date"),
        ("12", None, "not-a-year"),
        ("1066", None, "impossible-year"),
        ("2099", None, "impossible-year"),
        ("", None, ""),
    ],
)
def test_year_is_kept_of_a_date_and_a_wrong_one_is_told(
    cell: str, year: int | None, code: str
) -> None:
    row = read_person(2, ["Léa Martin", cell], NAMED, class_name="", today=date(2026, 11, 22))
    assert row.birth_year == year
    assert (row.fault.code if row.fault else "") == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=HYPERLINK(1)", "formula"),
        ("@SUM(A1)", "formula"),
        ("www.exemple.org", "not-a-name"),
        ("", "no-name"),
        ("L\ufffda Martin", "wrong-charset"),
    ],
)
def test_name_that_is_none_is_told(name: str, code: str) -> None:
    row = read_person(2, [name, "2010"], NAMED, class_name="", today=TODAY)
    assert row.fault is not None
    assert row.fault.code == code
    assert "%(" not in sentence(row.fault.code, row.fault.values)


def test_every_sentence_stands_without_its_values() -> None:
    for code in (*SENTENCES, "never-heard-of"):
        assert sentence(code)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman"])
def test_accents_are_read_in_any_character_set(world: World, charset: str) -> None:
    found = plan(world, CLASS.encode(charset))
    assert [found.lines.get(number=2).display_name, outcomes(found)[0]] == ["Léa Martin", "new"]


def test_accents_encoded_twice_are_mended(world: World) -> None:
    found = plan(world, CLASS.encode().decode("cp1252").encode())
    assert line(found, 2).display_name == "Léa Martin"


def test_workbook_is_read_as_a_csv_is(world: World) -> None:
    rows = [row.split(";") for row in CLASS.splitlines()]
    found = plan(world, workbook(*[tuple(row) for row in rows]))
    assert outcomes(found) == ["new"] * 3


def test_years_that_a_workbook_took_for_dates_are_told(world: World) -> None:
    found = plan(world, workbook(("Nom complet", "Naissance"), ("Léa Martin", date(1905, 7, 4))))
    assert line(found, 2).reason_code == "year-as-a-date"


def test_same_person_twice_is_told_with_the_line_of_the_first(world: World) -> None:
    found = plan(world, CLASS + "Martin;Léa;2008;Caylus;Cycle 2;\n")
    twice = line(found, 5)
    assert (twice.outcome, twice.reason_code) == (LineOutcome.REFUSED, "person-twice")
    assert sentence(twice.reason_code, twice.reason_values).startswith("La ligne 2")


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 200_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"Nom;Mail\n", "personne"),
        (b"Lea Martin;lea@example.org;2010\nNoe Durand;noe@example.org;2011\n", "première ligne"),
        (b"\x00\x01\x02" * 4000, "tableau"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "ancien Excel"),
        (b"PK\x03\x04" + b"nothing", "abîmé"),
        (b"Nom" + b";" * 5_000_000 + b"\n1\n", "colonnes"),
        (bomb(), "déploie"),
    ],
    ids=["empty", "header", "headless", "binary", "xls", "broken", "columns", "bomb"],
)
def test_file_that_cannot_be_used_is_told_and_not_kept(
    world: World, content: bytes, said: str
) -> None:
    with pytest.raises(ListRefusedError) as refused:
        send(world, content)
    assert said in str(refused.value)


def test_list_longer_than_may_be_is_refused_when_it_is_compared(
    world: World, settings: Any
) -> None:
    settings.READER_LIST_LIMITS = replace(settings.READER_LIST_LIMITS, rows=2)
    with pytest.raises(ListRefusedError):
        plan(world)
