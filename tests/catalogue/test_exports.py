"""What people take away says what the page says: to our own readers, and to programs of others."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import bibtexparser
import pymarc
import pytest
import rispy
from lxml import etree

from portee.catalogue.exporting import ExportedResource, ExportFormat, export_resource
from portee.catalogue.vocabularies import classify
from portee.protocols import dublin_core, marc21, unimarc
from portee.protocols.description import Contribution, Description, Item, Name, Note, Title
from portee.protocols.records import STANDARD_SHEET

PROTOCOLS = Path(__file__).parents[1] / "protocols"
SAMPLES = sorted(
    path
    for folder in ("unimarc", "marc21")
    for path in (PROTOCOLS / folder / "samples").iterdir()
    if path.suffix in {".xml", ".mrc"} and "deleted" not in path.name
)
ADDRESS = "https://reseau.example/ressource/12/carmen"
SHARED = {"isbn", "issn", "ismn", "ean", "upc", "isrc", "publisher-number", "plate-number"}
MARC = pytest.mark.parametrize(
    ("export_format", "read"),
    [
        (ExportFormat.UNIMARC, unimarc.read_iso2709),
        (ExportFormat.MARC21, marc21.read_iso2709),
    ],
    ids=["unimarc", "marc21"],
)


def described(path: Path) -> Description:
    room = unimarc if path.parent.parent.name == "unimarc" else marc21
    read = room.read_xml if path.suffix == ".xml" else room.read_iso2709
    description: Description = read(path.read_bytes(), STANDARD_SHEET).description
    return description


def exported(description: Description, export_format: ExportFormat) -> bytes:
    resource = ExportedResource(
        id=12,
        description=description,
        classification=classify(description),
        address=ADDRESS,
        day=date(2026, 11, 22),
        language="fr",
    )
    return export_resource(resource, export_format).content


def words(text: str) -> str:
    """What survives a record: its words, whatever the blanks and the points at its end."""
    return " ".join(text.split()).strip(" .,;:/")


def told(description: Description) -> Mapping[str, Any]:
    """What any format of libraries has a place for."""
    proper = [title for title in description.titles if title.kind == "proper"]
    return {
        "title": words(proper[0].text) if proper else "",
        "remainder": words(proper[0].remainder) if proper else "",
        "names": {words(one.name.text) for one in description.contributions},
        "identifiers": {
            (one.scheme, one.value, one.status == "valid")
            for one in description.identifiers
            if one.scheme in SHARED
        },
        "publications": [
            (words(one.place), words(one.name), words(one.date)) for one in description.publications
        ],
        "years": description.years,
        "edition": words(description.edition),
        "extent": words(description.extent),
        "notes": sorted(
            words(one.text) for one in description.notes if one.kind != "responsibility"
        ),
        "durations": description.durations_seconds,
        "incipits": [one.notation for one in description.incipits],
        "addresses": [one.url for one in description.locations],
        "copies": [
            (one.establishment, words(one.call_number))
            for one in description.items
            if one.establishment or one.call_number
        ],
    }


@MARC
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_readers_find_in_an_export_what_the_record_said(
    path: Path, export_format: ExportFormat, read: Any
) -> None:
    description = described(path)
    again = read(exported(description, export_format), STANDARD_SHEET)
    assert again.identifier == "portee-12"
    assert not again.remarks
    assert told(again.description) == told(description)


@MARC
@pytest.mark.parametrize("path", SAMPLES[::4], ids=lambda path: path.stem)
def test_pymarc_reads_every_export_without_a_complaint(
    path: Path, export_format: ExportFormat, read: Any
) -> None:
    description = described(path)
    reader = pymarc.MARCReader(BytesIO(exported(description, export_format)), force_utf8=True)
    (record,) = list(reader)
    assert record is not None, reader.current_exception
    field = record["200" if export_format is ExportFormat.UNIMARC else "245"]
    title = next(one for one in description.titles if one.kind == "proper")
    assert words(field["a"].replace("\x98", "").replace("\x9c", "")) == words(title.text)


@MARC
def test_roles_and_languages_travel_as_codes_of_the_format(
    export_format: ExportFormat, read: Any
) -> None:
    description = described(PROTOCOLS / "unimarc" / "samples" / "bnf_cb42938540g.xml")
    again = classify(read(exported(description, export_format), STANDARD_SHEET).description)
    assert again.languages == classify(description).languages
    content = exported(description, export_format).decode()
    assert ("\x1f4230" if export_format is ExportFormat.UNIMARC else "\x1f4cmp") in content


@MARC
def test_a_record_too_long_for_its_format_loses_its_copies_before_anything_else(
    export_format: ExportFormat, read: Any
) -> None:
    copies = tuple(Item(establishment="MED", call_number=f"P 780.{n}") for n in range(6_000))
    description = Description(titles=(Title("Revue"),), notes=(Note("Mensuel"),), items=copies)
    again = read(exported(description, export_format), STANDARD_SHEET).description
    assert again.titles[0].text == "Revue"
    assert [note.text for note in again.notes] == ["Mensuel"]
    assert not again.items


@MARC
def test_no_export_says_bar_codes_or_conditions_of_loan(
    export_format: ExportFormat, read: Any
) -> None:
    copy = Item(
        establishment="MED", call_number="S FAU", barcode="39021500012", loan="0", note="volé ?"
    )
    content = exported(Description(titles=(Title("Élégie"),), items=(copy,)), export_format)
    assert b"S FAU" in content
    assert b"39021500012" not in content
    assert "volé".encode() not in content


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_dublin_core_is_read_back_with_its_title_names_and_address(path: Path) -> None:
    description = described(path)
    content = exported(description, ExportFormat.DUBLIN_CORE)
    assert etree.fromstring(content).tag.endswith("}dc")
    again = dublin_core.read(content, STANDARD_SHEET).description
    assert words(description.titles[0].text) in words(again.titles[0].text)
    assert {one.name.text for one in again.contributions} == {
        one.name.text for one in description.contributions
    }
    assert ADDRESS in [one.url for one in again.locations]


def test_a_reference_manager_reads_the_ris_of_a_score() -> None:
    description = described(PROTOCOLS / "unimarc" / "samples" / "bnf_cb42938540g.xml")
    (entry,) = rispy.loads(exported(description, ExportFormat.RIS).decode())
    assert entry["type_of_reference"] == "MUSIC"
    assert words(entry["title"]).startswith(words(description.titles[0].text))
    assert entry["authors"][0] == description.contributions[0].name.text
    assert entry["year"].isdecimal()


def test_latex_reads_the_bibtex_of_a_title_full_of_its_signs() -> None:
    name = Contribution(Name("Simon & Schuster", "corporate"), level="main")
    title = Title("100 % $ofe {musique} #1 & a_b ~ c^d \\ fin")
    description = Description(titles=(title,), contributions=(name,))
    library = bibtexparser.parse_string(exported(description, ExportFormat.BIBTEX).decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.key == "portee-12"
    assert entry.fields_dict["title"].value == (
        r"100 \% \$ofe \{musique\} \#1 \& a\_b \textasciitilde{} c\textasciicircum{}d "
        r"\textbackslash{} fin"
    )
    assert entry.fields_dict["author"].value == r"Simon \& Schuster"
