"""MODS says, field by field, what a person reading it wrote down."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.mods import cut, read
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    RawRecord,
    ReadRecord,
    UnreadableRecordError,
    UnusableFileError,
)
from tests.protocols.described import expectations, lines

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")
SAMPLE = (HERE / "samples" / "collection.xml").read_bytes()


def records(content: bytes) -> list[ReadRecord]:
    found = cut(io.BytesIO(content), Limits())
    return [read(one.content, STANDARD_SHEET) for one in found if isinstance(one, RawRecord)]


@pytest.mark.parametrize(("place", "identifier"), [(0, "lille-214"), (1, "10.5555/mime.3")])
def test_a_record_says_what_a_reader_wrote_down(place: int, identifier: str) -> None:
    record = records(SAMPLE)[place]
    assert record.identifier == identifier
    assert lines(record.description) == EXPECTED[identifier]


def test_a_collection_gives_each_of_its_records() -> None:
    assert len(records(SAMPLE)) == 2


def test_a_record_harvested_by_oai_has_the_identifier_of_its_header() -> None:
    answer = b"""<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>
        <record><header><identifier>oai:x:1</identifier></header><metadata>
        <m:mods xmlns:m='http://www.loc.gov/mods/v3'><m:titleInfo><m:title>A</m:title></m:titleInfo></m:mods>
        </metadata></record>
        <record><header status='deleted'><identifier>oai:x:2</identifier></header></record>
        </ListRecords></OAI-PMH>"""
    kept, deleted = records(answer)
    assert (kept.identifier, kept.description.titles[0].text) == ("oai:x:1", "A")
    assert (deleted.identifier, deleted.description.is_deleted) == ("oai:x:2", True)


def test_an_older_version_without_namespace_is_read() -> None:
    (record,) = records(
        b"<mods><titleInfo><title>Valse</title></titleInfo><identifier>7</identifier></mods>"
    )
    assert (record.identifier, record.description.titles[0].text) == ("7", "Valse")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=4), st.integers(0, 40))
def test_no_damage_raises_anything_but_a_refusal(place: int, put: bytes, taken: int) -> None:
    content = SAMPLE[:place] + put + SAMPLE[place + taken :]
    with suppress(UnusableFileError, UnreadableRecordError):
        records(content)
