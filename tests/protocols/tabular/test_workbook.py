"""Workbooks say what a CSV would; what costs too much or is broken is refused with a reason."""

import datetime
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.delimited import read_row
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    MappingSheet,
    RawRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from portee.protocols.tabular import cut, preview, read
from tests.protocols.tabular.building import raw, workbook

HERE = Path(__file__).parent
SCORES = (HERE / "samples" / "partitions.csv").read_bytes()
LOANS = (HERE / "samples" / "toulouse_prets_imprimes.csv").read_bytes()


def test_a_workbook_says_the_same_as_its_csv() -> None:
    noon = datetime.datetime(2024, 5, 19)  # noqa: DTZ001  a workbook knows no time zone
    rows: list[list[object]] = [
        ["Catalogue"],
        ["N° inventaire", "Titre", "Année", "Cote", "Date", "Prix", "ISBN"],
    ]
    rows.append([1, "Été\nindien", 1987.0, "A", noon, 12.5, 9782070368228])
    rows.append([])
    rows.append([2, "Valses", "", "B", datetime.date(2023, 1, 2), None, "#N/A"])
    found = raw(workbook(rows))
    assert [read_row(one.content).cells for one in found] == [
        ["1", "Été\nindien", "1987", "A", "2024-05-19", "12.5", "9782070368228"],
        ["2", "Valses", "", "B", "2023-01-02", "", ""],
    ]
    record = read(found[0].content, STANDARD_SHEET)
    assert record.identifier == "1"
    assert [one.value for one in record.description.identifiers] == ["9782070368228"]


def test_the_first_sheet_with_text_is_read_or_the_one_asked_for() -> None:
    content = workbook([["Titre", "Cote"], ["Valses", "A"]], first=False)
    assert len(raw(content)) == 1
    asked = MappingSheet(options=(("sheet", "Feuille"),))
    with pytest.raises(UnusableFileError) as refusal:
        list(cut(io.BytesIO(content), Limits(), asked))
    assert refusal.value.remark.code == "empty-file"
    asked = MappingSheet(options=(("sheet", "Absente"),))
    with pytest.raises(UnusableFileError) as refusal:
        list(cut(io.BytesIO(content), Limits(), asked))
    assert refusal.value.remark == Remark("unknown-sheet", values=("Absente",))


def packed(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and nothing else", "broken-workbook"),
        (packed(xl__workbook=b"<workbook/>"), "broken-workbook"),
        (packed(xl__workbook=bytes(60_000_000)), "archive-bomb"),
        (packed(xl__workbook=b"<!DOCTYPE w [<!ENTITY a 'b'>]><w/>"), "entities-forbidden"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy-workbook"),
        (workbook([["Titre", "Cote"]]), "no-record"),
        (workbook([]), "empty-file"),
        (workbook([["x"] * 1200, ["y"]]), "too-many-columns"),
        (b"", "empty-file"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        raw(content)
    assert refusal.value.remark.code == code


def test_a_workbook_beyond_its_rows_is_refused() -> None:
    rows: list[list[object]] = [[f"t{number}"] for number in range(30)]
    content = workbook(rows)
    with pytest.raises(UnusableFileError) as refusal:
        raw(content, Limits(rows=20))
    assert refusal.value.remark.code == "too-many-rows"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(workbook_bytes=1000), "too-large"),
        (Limits(workbook_unpacked_bytes=1000), "archive-bomb"),
        (Limits(workbook_members=3), "archive-bomb"),
    ],
)
def test_a_workbook_beyond_the_limits_given_is_refused(limits: Limits, code: str) -> None:
    content = workbook([["Titre", "Cote"], ["Valses", "A"]])
    assert len(raw(content)) == 1
    with pytest.raises(UnusableFileError) as refusal:
        raw(content, limits)
    assert refusal.value.remark.code == code


BOOK = workbook([["Titre", "Cote"], ["Valses", "A"]])


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([SCORES, LOANS, BOOK]),
    st.integers(0, len(SCORES) - 1),
    st.binary(max_size=4),
    st.integers(0, 40),
)
def test_no_damage_raises_anything_but_a_refusal(
    sample: bytes, place: int, put: bytes, taken: int
) -> None:
    found: list[RawRecord] = []
    with suppress(UnusableFileError):
        found = raw(sample[:place] + put + sample[place + taken :])
    for one in found:
        with suppress(UnreadableRecordError):
            read(one.content, STANDARD_SHEET)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    with suppress(UnusableFileError, UnreadableRecordError):
        read(content, STANDARD_SHEET)
        preview(io.BytesIO(content), STANDARD_SHEET)
