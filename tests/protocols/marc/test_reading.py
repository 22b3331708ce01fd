"""One record of ISO 2709 becomes fields, mended where its structure lies, refused where it cannot be told."""

import pytest

from portee.protocols.marc import ControlField, DataField, parse_iso2709
from portee.protocols.records import Remark, UnreadableRecordError
from tests.protocols.marc.building import (
    FIELD_END,
    LEADER,
    RECORD_END,
    book,
    iso2709,
    with_directory,
)

TITLE = DataField("200", "1 ", [("a", "Les fêtes"), ("f", "Hugo")])


def test_a_right_record_gives_its_fields_in_order_and_no_remark() -> None:
    record, remarks = parse_iso2709(book(), dialect="unimarc")
    assert record.fields == [ControlField("001", "1"), TITLE]
    assert record.leader[5:9] == LEADER[5:9]
    assert remarks == ()


def test_fields_are_found_by_tag() -> None:
    content = iso2709(("606", b"  \x1faA\x1fxB"), ("001", b"7"), ("606", b"  \x1faC\x1fa"))
    record, _ = parse_iso2709(content, dialect="unimarc")
    assert record.control("001") == "7"
    assert [field.first("a") for field in record.data("606")] == ["A", "C"]
    assert list(record.texts("606", "ax")) == ["A", "B", "C"]
    assert record.control("003") == ""
    assert record.data("200") == []


def test_a_directory_in_another_order_than_the_fields_is_right() -> None:
    content = iso2709(("200", b"1 \x1faB"), ("001", b"7"))
    head, rest = content[:24], content[48:]
    swapped = head + content[36:48] + content[24:36] + rest
    record, remarks = parse_iso2709(swapped, dialect="unimarc")
    assert [field.tag for field in record.fields] == ["001", "200"]
    assert record.control("001") == "7"
    assert remarks == ()


def test_lengths_counted_in_characters_are_mended_by_the_terminators() -> None:
    title = "1 \x1faÉtés\x1ffÉmile Zola"
    fields = (("001", b"1"), ("200", title.encode()), ("700", b" 1\x1faZola"))
    content = with_directory([("001", 2), ("200", len(title) + 1), ("700", 9)], fields)
    record, remarks = parse_iso2709(content, dialect="unimarc")
    assert record.data("200")[0].first("a") == "Étés"
    assert record.data("700")[0].first("a") == "Zola"
    assert remarks == (Remark("wrong-directory"),)


@pytest.mark.parametrize("base", [b"00000", b"99999", b"2f003", b"     "])
def test_a_wrong_base_address_is_mended_by_the_terminators(base: bytes) -> None:
    content = book()
    record, remarks = parse_iso2709(content[:12] + base + content[17:], dialect="unimarc")
    assert record.fields[1] == TITLE
    assert remarks == (Remark("wrong-directory"),)


def test_a_wrong_length_is_said_with_both_figures() -> None:
    content = book()
    _, remarks = parse_iso2709(b"00042" + content[5:], dialect="unimarc")
    assert remarks == (Remark("wrong-length", values=("00042", str(len(content)))),)


def test_a_missing_terminator_is_said() -> None:
    record, remarks = parse_iso2709(book().removesuffix(RECORD_END), dialect="unimarc")
    assert record.fields[1] == TITLE
    assert remarks == (Remark("missing-terminator"),)


def test_a_record_beyond_99999_bytes_is_read() -> None:
    field = b"  \x1fa" + b"x" * 60_000
    content = with_directory(
        [("001", 2), ("330", 9999), ("330", 9999)], (("001", b"1"), ("330", field), ("330", field))
    )
    record, remarks = parse_iso2709(content, dialect="unimarc")
    assert [len(text) for text in record.texts("330", "a")] == [60_000, 60_000]
    assert [remark.code for remark in remarks] == ["longer-than-iso2709", "wrong-directory"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"00042nam", "no-leader"),
        (b"00042" + FIELD_END + b"nam0 2200000   450 001", "no-leader"),
        (book()[:-12], "truncated"),
        (book()[:30] + book()[31:], "wrong-directory"),
        (book().replace(b"Les f", b"Les\x1ef"), "wrong-directory"),
    ],
)
def test_a_record_whose_fields_cannot_be_told_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableRecordError) as refused:
        parse_iso2709(content, dialect="unimarc")
    assert refused.value.remark.code == code


def test_a_refused_record_says_its_identifier_when_it_shows() -> None:
    content = iso2709(("001", b"FRBNF1"), ("200", b"1 \x1faB")).replace(b"aB", b"a\x1eB")
    with pytest.raises(UnreadableRecordError) as refused:
        parse_iso2709(content, dialect="unimarc")
    assert refused.value.identifier == "FRBNF1"


@pytest.mark.parametrize(
    ("written", "read", "code"),
    [
        (("200", b"\x1faB"), DataField("200", "  ", [("a", "B")]), "wrong-indicators"),
        (("200", b"1\x1faB"), DataField("200", "1 ", [("a", "B")]), "wrong-indicators"),
        (("200", b"123\x1faB"), DataField("200", "12", [("a", "B")]), "wrong-indicators"),
        (("200", b"1 B"), DataField("200", "1 ", []), "no-subfield"),
        (("001", b"  \x1fa42"), ControlField("001", "42"), "subfields-in-control-field"),
    ],
)
def test_a_field_out_of_form_is_read_and_said(
    written: tuple[str, bytes], read: DataField | ControlField, code: str
) -> None:
    record, remarks = parse_iso2709(iso2709(written), dialect="unimarc")
    assert record.fields == [read]
    assert [(remark.code, remark.place) for remark in remarks] == [(code, written[0])]


def test_a_field_of_letters_without_subfields_is_a_control_field() -> None:
    record, remarks = parse_iso2709(iso2709(("FMT", b"BK")), dialect="unimarc")
    assert record.fields == [ControlField("FMT", "BK")]
    assert remarks == ()


def test_a_diacritic_before_a_subfield_code_is_not_the_code() -> None:
    content = iso2709(("260", b"  \x1faParis\x1f\xe2\xe2bEditions"))
    record, remarks = parse_iso2709(content, dialect="marc21")
    assert list(record.texts("260", "b")) == ["Editions"]
    assert Remark("wrong-subfield-code") in remarks


def test_control_characters_are_taken_out_and_said() -> None:
    record, remarks = parse_iso2709(book(b"Les\x00 f\x07\xc3\xaates"), dialect="unimarc")
    assert record.fields[1] == TITLE
    assert remarks == (Remark("control-character"),)
