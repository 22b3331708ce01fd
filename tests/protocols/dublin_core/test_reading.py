"""Dublin Core says, field by field, what a person reading it wrote down."""

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.dublin_core import cut, read
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    RawRecord,
    ReadRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from tests.protocols.described import expectations, lines

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
EXPECTED = expectations(HERE / "expected")
OAI = (SAMPLES / "oai_dc.xml").read_bytes()


def whole(content: bytes) -> list[RawRecord]:
    return [one for one in cut(io.BytesIO(content), Limits()) if isinstance(one, RawRecord)]


def first(name: str) -> ReadRecord:
    return read(whole((SAMPLES / name).read_bytes())[0].content, STANDARD_SHEET)


@pytest.mark.parametrize(
    ("name", "identifier", "expected"),
    [
        ("oai_dc.xml", "oai:example.org:disque/17", "oai_disque"),
        ("qualified.xml", "10.5555/harpe.12", "qualified"),
        ("doaj.xml", "10.5555/rbm.4.2.129", "doaj"),
    ],
)
def test_a_record_says_what_a_reader_wrote_down(name: str, identifier: str, expected: str) -> None:
    record = first(name)
    assert record.identifier == identifier
    assert lines(record.description) == EXPECTED[expected]


def test_a_deleted_record_says_only_that() -> None:
    record = read(whole(OAI)[1].content, STANDARD_SHEET)
    assert record.identifier == "oai:example.org:disque/18"
    assert lines(record.description) == {"is_deleted": True}


def test_a_record_without_metadata_is_refused_with_its_identifier() -> None:
    with pytest.raises(UnreadableRecordError) as refusal:
        read(whole(OAI)[2].content, STANDARD_SHEET)
    assert refusal.value.remark == Remark("no-metadata")
    assert refusal.value.identifier == "oai:example.org:vide/19"


def test_the_description_of_a_set_is_no_record() -> None:
    answer = b"""<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListSets><set><setDescription>
        <dc xmlns='http://www.openarchives.org/OAI/2.0/oai_dc/'/></setDescription></set></ListSets></OAI-PMH>"""
    with pytest.raises(UnusableFileError) as refusal:
        whole(answer)
    assert refusal.value.remark.code == "no-record"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("gallica_ListRecords_100.xml.gz", 100),
        ("vufindharvest__tests__fixtures__oai_doaj.xml.gz", 100),
        ("sickle__sickle__tests__sample_data__ListRecords.xml", 2),
        ("sickle__sickle__tests__sample_data__ListRecords3.xml", 2),
        ("sickle__sickle__tests__sample_data__GetRecord.xml", 1),
    ],
)
def test_every_record_of_a_real_answer_is_read(shared_data: Path, name: str, count: int) -> None:
    path = shared_data / "04-oai-pmh" / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = [read(one.content, STANDARD_SHEET) for one in whole(content)]
    assert len(records) == len({record.identifier for record in records}) == count
    assert all(record.description.titles or record.description.is_deleted for record in records)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sickle__sickle__tests__sample_data__badArgument.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__cannotDisseminateFormat.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__noRecordsMatch.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__undefinedError.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__Identify.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__ListIdentifiers2.xml", "no-record"),
        ("vufindharvest__tests__fixtures__arbitrary_error_response.xml", "no-record"),
        ("vufindharvest__tests__fixtures__list_sets_response.xml", "no-record"),
        ("vufindharvest__tests__fixtures__token_error_response.xml", "no-record"),
        ("gallica_ListSets.xml", "no-record"),
        ("sickle__sickle__tests__sample_data__ListRecordsBroken.xml", "malformed-xml"),
        ("zenodo_list_identifiers.yaml", "malformed-xml"),
    ],
)
def test_an_answer_without_records_says_so(shared_data: Path, name: str, code: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        whole((shared_data / "04-oai-pmh" / name).read_bytes())
    assert refusal.value.remark.code == code


@pytest.mark.parametrize("ark", ["bpt6k852111", "bpt6k836271"])
def test_a_record_of_gallica_says_what_a_reader_wrote_down(shared_data: Path, ark: str) -> None:
    path = shared_data / "04-oai-pmh" / "gallica_ListRecords_100.xml.gz"
    records = [
        read(one.content, STANDARD_SHEET) for one in whole(gzip.decompress(path.read_bytes()))
    ]
    found = next(one for one in records if one.identifier.endswith(ark))
    assert lines(found.description) == EXPECTED[ark]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(OAI) - 1), st.binary(max_size=4), st.integers(0, 40))
def test_no_damage_raises_anything_but_a_refusal(place: int, put: bytes, taken: int) -> None:
    content = OAI[:place] + put + OAI[place + taken :]
    with suppress(UnusableFileError, UnreadableRecordError):
        for one in cut(io.BytesIO(content), Limits()):
            if isinstance(one, RawRecord):
                read(one.content, STANDARD_SHEET)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    with pytest.raises((UnreadableRecordError, UnusableFileError)):
        read(content, STANDARD_SHEET)
