"""Spreadsheets of small libraries say, row by row, what a person reading them wrote down."""

import gzip
import io
from pathlib import Path

import pytest

from portee.protocols.records import (
    STANDARD_SHEET,
    FieldRule,
    Limits,
    MappingSheet,
    Remark,
    UnreadableRecordError,
)
from portee.protocols.tabular import cut, preview, propose_mapping, read
from tests.protocols.described import expectations, lines
from tests.protocols.tabular.building import raw, records

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")
SCORES = (HERE / "samples" / "partitions.csv").read_bytes()
LOANS = (HERE / "samples" / "toulouse_prets_imprimes.csv").read_bytes()
TOULOUSE = MappingSheet(
    rules=(
        FieldRule("TITRE", "title"),
        FieldRule("AUTEUR", "author"),
        # The header is one column off from here on.
        FieldRule("Indice", "publisher"),
        FieldRule("BIB", "classification"),
        FieldRule("COTE", "establishment"),
        FieldRule("Cat 1", "call_number"),
        FieldRule("Cat 2", "audience", (("E", "enfants"), ("A", "adultes"))),
    )
)


@pytest.mark.parametrize(("place", "name"), [(0, "P001"), (1, "P002"), (2, "P003")])
def test_a_row_says_what_a_reader_wrote_down(place: int, name: str) -> None:
    record = read(raw(SCORES)[place].content, STANDARD_SHEET)
    assert record.identifier == name
    assert lines(record.description) == EXPECTED[name]


def test_a_row_without_title_is_refused_with_its_identifier() -> None:
    with pytest.raises(UnreadableRecordError) as refusal:
        read(raw(SCORES)[3].content, STANDARD_SHEET)
    assert (refusal.value.remark, refusal.value.identifier) == (Remark("no-title"), "P004")


@pytest.mark.parametrize(("place", "name"), [(1, "picoti"), (4, "artemus")])
def test_a_row_of_toulouse_says_what_a_reader_wrote_down(place: int, name: str) -> None:
    record = read(raw(LOANS)[place].content, TOULOUSE)
    assert lines(record.description) == EXPECTED[name]
    assert record.identifier == ""
    assert {remark.code for remark in record.remarks} == {"misread-characters"}


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_a_spreadsheet_says_the_same_in_every_character_set(charset: str) -> None:
    content = SCORES.decode().encode(charset)
    told = [read(one.content, STANDARD_SHEET).description for one in raw(content)[:3]]
    assert [lines(one) for one in told] == [EXPECTED[name] for name in ("P001", "P002", "P003")]


COLUMNS = {
    "Titre": "title",
    "Compositeur": "composer",
    "Auteur": "author",
    "Arrangeur": "arranger",
    "Instruments": "instrument",
    "Instrument(s)": "instrument",
    "Niveau": "level",
    "Cycle": "level",
    "Niveau/Cycle": "level",
    "Éditeur": "publisher",
    "Cotage": "plate_number",
    "Cote": "call_number",
    "Année": "date",
    "ISMN": "ismn",
    "ISBN": "isbn",
    "EAN": "ean",
    "Genre": "genre",
    "Effectif": "instrument",
    "Nb exemplaires": "holdings",
    "Nombre d’exemplaires": "holdings",
    "Observations": "note",
    "Localisation": "location",
    "Type de document": "type",
    "Langue": "language",
    "Mots-clés": "subject",
    "Collection": "series",
    "Date d'achat": "",
    "Nombre de pages": "extent",
    "Titre de l'œuvre": "title",
    "Composer": "composer",
    "Publisher": "publisher",
    "Year": "date",
    "Call number": "call_number",
    "Remarques diverses": "note",
    "Nom et prénom du compositeur": "composer",
}


def test_every_usual_column_of_a_score_library_is_recognised() -> None:
    targets = {rule.place: rule.target for rule in propose_mapping(list(COLUMNS)).rules}
    assert {name: targets.get(name, "") for name in COLUMNS} == COLUMNS


def test_a_column_without_a_known_name_is_told_by_its_values() -> None:
    rows = [["9782070368228", "a"], ["2-07-036822-X", "b"], ["978-2-07-036822-8", "c"]]
    rules = propose_mapping(["Code", "Titre"], rows).rules
    assert [(rule.place, rule.target) for rule in rules] == [("Code", "isbn"), ("Titre", "title")]


def test_identifiers_that_repeat_are_none() -> None:
    once = propose_mapping(["ID", "Titre"], [["1", "a"], ["2", "b"]])
    twice = propose_mapping(["ID", "Titre"], [["1", "a"], ["1", "b"]])
    assert "identifier" in {rule.target for rule in once.rules}
    assert "identifier" not in {rule.target for rule in twice.rules}


def test_the_year_of_loans_is_no_date_of_publication() -> None:
    targets = {rule.target for rule in propose_mapping(["Année", "Nombre de prêts", "Titre"]).rules}
    assert targets == {"title"}


def test_a_preview_proposes_a_sheet_and_sees_that_the_header_has_slipped() -> None:
    shown = preview(io.BytesIO(LOANS), STANDARD_SHEET, rows=5)
    assert len(shown.rows) == 5
    assert [(rule.place, rule.target) for rule in shown.sheet.rules] == [
        ("TITRE", "title"),
        ("AUTEUR", "author"),
        ("Editeur", "publisher"),
        ("Indice", "publisher"),
        ("BIB", "classification"),
        ("COTE", "establishment"),
        ("Cat 1", "call_number"),
    ]
    assert shown.rows[0].cells[:3] == ("2019", "698", "Okapi")
    record = shown.rows[1].record
    assert record is not None
    assert record.description.publications[0].name == "Ed. Milan"


def test_a_preview_shows_why_a_row_is_refused() -> None:
    shown = preview(io.BytesIO(SCORES), STANDARD_SHEET)
    assert [row.refusal for row in shown.rows] == [None, None, None, Remark("no-title")]


def test_a_sheet_chooses_the_header_the_delimiter_and_the_empty_cell() -> None:
    content = b"a,b\nTitre,Cote\nValses,sans\n"
    sheet = MappingSheet(
        rules=(FieldRule("Titre", "title"), FieldRule("Cote", "call_number")),
        options=(("header_row", "2"), ("delimiter", ","), ("empty", "sans")),
    )
    (one,) = cut(io.BytesIO(content), Limits(), sheet)
    record = read(one.content, sheet)
    assert lines(record.description) == {"titles": ["proper: Valses"]}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        # Lines of each file less its header, as `wc -l` counts them.
        ("toulouse_prets_cds.csv.gz", 3174),
        ("toulouse_prets_films.csv.gz", 3017),
        ("toulouse_prets_imprimes.csv.gz", 3008),
    ],
)
def test_every_loan_of_toulouse_is_read(shared_data: Path, name: str, count: int) -> None:
    content = gzip.decompress((shared_data / "13-france" / name).read_bytes())
    told = records(content, TOULOUSE)
    assert len(told) == count
    text = "\n".join(one.description.titles[0].text for one in told)
    for word in ("chãateau", "bâebâe", "Ã", "\ufffd", "fãete"):
        assert word not in text
