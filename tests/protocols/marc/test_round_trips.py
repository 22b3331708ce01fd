"""What is written is read back the same; whatever is read, nothing breaks and no byte is lost."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portee.protocols.marc import (
    ControlField,
    DataField,
    Dialect,
    MarcRecord,
    cut_iso2709,
    cut_marcxml,
    parse_iso2709,
    parse_marcxml,
    write_iso2709,
    write_marcxml,
)
from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    UnreadableRecordError,
    UnusableFileError,
)
from tests.protocols.marc.building import FIELD_END, RECORD_END, book
from tests.protocols.marc.generating import records

DIALECTS: tuple[Dialect, ...] = ("unimarc", "marc21")
LIMITS = Limits(record_bytes=4000)
BETWEEN = b"\r\n\x00 \t\x1a\xef\xbb\xbf\x1d"

dialects = st.sampled_from(DIALECTS)
# Whole records, their pieces, and what breaks them.
stretches = st.one_of(
    st.just(book()),
    st.just(book("Été".encode("cp1252"))),
    st.binary(max_size=60),
    st.sampled_from(
        [FIELD_END, RECORD_END, b"\x1f", b"\r\n", b"\x1b$1", b"00123nam0 2200049   450 "]
    ),
)
files = st.lists(stretches, max_size=12).map(b"".join)


@given(record=records, dialect=dialects)
def test_iso_2709_is_read_back_as_written(record: MarcRecord, dialect: Dialect) -> None:
    content = write_iso2709(record, dialect)
    (raw,) = cut_iso2709(BytesIO(content), Limits())
    assert isinstance(raw, RawRecord)
    read, remarks = parse_iso2709(raw.content, dialect=dialect)
    assert read.fields == record.fields
    assert remarks == ()
    assert write_iso2709(read, dialect) == content


@given(record=records, dialect=dialects)
def test_xml_is_read_back_as_written(record: MarcRecord, dialect: Dialect) -> None:
    content = write_marcxml(record, dialect)
    (raw,) = cut_marcxml(BytesIO(b"<collection>" + content + b"</collection>"), Limits())
    assert isinstance(raw, RawRecord)
    read, remarks = parse_marcxml(raw.content)
    assert read == record
    assert remarks == ()


def lost_bytes(content: bytes, found: list[RawRecord | RefusedRecord]) -> bytes:
    """Give the bytes of a file that are in none of what was cut out of it."""
    lost = b""
    end = 0
    for one in found:
        assert content[one.offset_bytes : one.offset_bytes + len(one.content)] == one.content
        lost += content[end : one.offset_bytes]
        end = one.offset_bytes + len(one.content)
    return lost + content[end:]


@given(content=files)
@example(content=book()[:-1] + book() + b"junk" + book())
@example(content=b"\xef\xbb" + book())
@settings(max_examples=300)
def test_no_byte_of_a_file_is_lost(content: bytes) -> None:
    found = list(cut_iso2709(BytesIO(content), Limits()))
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert lost_bytes(content, found).strip(BETWEEN) == b""


@given(content=files, dialect=dialects)
@settings(max_examples=300)
def test_no_file_of_iso_2709_breaks_the_reader(content: bytes, dialect: Dialect) -> None:
    for one in cut_iso2709(BytesIO(content), LIMITS):
        if isinstance(one, RawRecord):
            _read_or_refuse(lambda data: parse_iso2709(data, dialect=dialect), one.content)


@given(record=records, dialect=dialects, data=st.data())
@settings(max_examples=300)
def test_no_damage_to_a_record_breaks_the_reader(
    record: MarcRecord, dialect: Dialect, data: st.DataObject
) -> None:
    content = bytearray(write_iso2709(record, dialect))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        content = content or bytearray(b" ")
    _read_or_refuse(lambda damaged: parse_iso2709(damaged, dialect=dialect), bytes(content))


@given(record=records, data=st.data())
def test_no_damage_to_xml_breaks_the_reader(record: MarcRecord, data: st.DataObject) -> None:
    content = bytearray(b"<c>" + write_marcxml(record, "marc21") + b"</c>")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        found = list(cut_marcxml(BytesIO(bytes(content)), Limits()))
    except UnusableFileError:
        return
    for one in found:
        if isinstance(one, RawRecord):
            _read_or_refuse(parse_marcxml, one.content)


def _read_or_refuse(parse: Callable[[bytes], tuple[MarcRecord, object]], content: bytes) -> None:
    """Read a record; being refused is right too, anything else is not."""
    try:
        record, _ = parse(content)
    except UnreadableRecordError:
        return
    assert len(record.leader) == 24
    for field in record.fields:
        values = (
            [field.value]
            if isinstance(field, ControlField)
            else [field.indicators, *(text for pair in field.subfields for text in pair)]
        )
        assert not any(mark in value for value in values for mark in "\x00\x1d\x1e\x1f")
        if isinstance(field, DataField):
            assert len(field.indicators) == 2


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_written_declares_its_character_set(dialect: Dialect) -> None:
    coded = DataField("100", "  ", [("a", "20240101d2024    m  y0frey0103    ba")])
    record = MarcRecord("00000nam0 2200000   450 ", [coded, DataField("200", "1 ", [("a", "Été")])])
    read, remarks = parse_iso2709(write_iso2709(record, dialect), dialect=dialect)
    assert remarks == ()
    if dialect == "unimarc":
        assert read.data("100")[0].first("a") == "20240101d2024    m  y0frey50      ba"
        assert read.leader[9] == " "
    else:
        assert read.data("100") == [coded]
        assert read.leader[9] == "a"


@pytest.mark.parametrize("count", [1, 20])
def test_a_record_that_the_format_cannot_hold_is_not_written(count: int) -> None:
    long = DataField("330", "  ", [("a", "x" * (10_000 if count == 1 else 9_000))])
    with pytest.raises(ValueError, match="bytes"):
        write_iso2709(MarcRecord("00000nam0 2200000   450 ", [long] * count), "unimarc")


def test_separators_in_text_are_not_written() -> None:
    record = MarcRecord(
        "00000nam0 2200000   450 ",
        [ControlField("001", "4\x1e2"), DataField("200", "1 ", [("a", "A\x1fB\x1dC")])],
    )
    read, _ = parse_iso2709(write_iso2709(record, "unimarc"), dialect="unimarc")
    assert read.fields == [ControlField("001", "42"), DataField("200", "1 ", [("a", "ABC")])]
    assert parse_marcxml(write_marcxml(record, "unimarc"))[0].fields == read.fields
