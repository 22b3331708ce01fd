"""Finding aids give each component worth showing, and say of it what a person reading it wrote down."""

import gzip
import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.ead import cut, read
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
    RefusedRecord,
    UnreadableRecordError,
    UnusableFileError,
)
from tests.protocols.described import expectations, lines

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")
FONDS = (HERE / "samples" / "fonds.xml").read_bytes()
EAD3 = (HERE / "samples" / "ead3.xml").read_bytes()
HEAD = b"<ead><eadheader><eadid>F</eadid></eadheader><archdesc><did><unittitle>Fonds</unittitle></did><dsc>"


def component(title: str) -> bytes:
    return f"<c><did><unitid>{title}</unitid><unittitle>{title}</unittitle></did></c>".encode()


def found(content: bytes, limits: Limits | None = None) -> list[RawRecord | RefusedRecord]:
    return list(cut(io.BytesIO(content), limits or Limits()))


def records(content: bytes) -> dict[str, ReadRecord]:
    raw = [one for one in found(content) if isinstance(one, RawRecord)]
    told = [read(one.content, STANDARD_SHEET) for one in raw]
    assert len({one.identifier for one in told}) == len(told)
    return {one.identifier: one for one in told}


def told(content: bytes) -> list[str]:
    """Give the title of each record, the code of each refusal."""
    return [
        read(one.content, STANDARD_SHEET).description.titles[0].text
        if isinstance(one, RawRecord)
        else f"!{one.remark.code}"
        for one in found(content)
    ]


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith("FR590000")])
def test_a_component_says_what_a_reader_wrote_down(name: str) -> None:
    assert lines(records(FONDS)[name].description) == EXPECTED[name]


def test_a_component_of_ead3_says_what_a_reader_wrote_down() -> None:
    assert lines(records(EAD3)["danse-2020#d1"].description) == EXPECTED["danse-2020#d1"]


def test_a_heading_without_call_number_and_a_component_without_title_are_no_records() -> None:
    assert told(FONDS) == [
        "Concours de 1858",
        "Affiches des concours de fin d'année",
        "Concert sans cote",
        "Concerts",
        "Fonds du conservatoire de Lille",
    ]


def test_what_is_for_the_staff_of_the_archives_is_never_read() -> None:
    assert "restaurer" not in str(records(FONDS))


def test_relative_links_lead_somewhere_with_the_address_of_the_source() -> None:
    sheet = MappingSheet(options=(("digital_base", "https://example.org/vues/"),))
    content = next(
        one.content
        for one in found(FONDS)
        if isinstance(one, RawRecord) and b"affiche2" in one.content
    )
    urls = [location.url for location in read(content, sheet).description.locations]
    assert urls == ["http://example.org/affiche1.jpg", "https://example.org/vues/affiche2.jpg"]


def test_several_finding_aids_in_one_answer_keep_their_own_identifiers() -> None:
    one = HEAD + component("a") + b"</dsc></archdesc></ead>"
    two = one.replace(b">F<", b">G<")
    assert list(records(b"<list>" + one + two + b"</list>")) == ["F#a", "F", "G#a", "G"]


def test_a_component_that_is_not_well_formed_is_refused_alone() -> None:
    content = HEAD + component("a") + b"<c><did><unittitle>b</did></c>" + component("c")
    assert told(content + b"</dsc></archdesc></ead>") == ["a", "!malformed-xml", "c", "Fonds"]


def test_a_finding_aid_cut_short_keeps_what_was_whole() -> None:
    content = HEAD + component("a") + component("b")[:-20]
    assert told(content) == ["a", "!truncated"]


def test_a_component_beyond_a_limit_is_refused_alone() -> None:
    long = b"<c><did><unittitle>b</unittitle></did><odd>" + b"x" * 9000 + b"</odd></c>"
    content = HEAD + component("a") + long + component("c") + b"</dsc></archdesc></ead>"
    codes = [
        one.remark.code if isinstance(one, RefusedRecord) else "kept"
        for one in found(content, Limits(record_bytes=3000))
    ]
    assert codes == ["kept", "too-long", "kept", "kept"]


def test_entities_are_refused() -> None:
    with pytest.raises(UnusableFileError) as refusal:
        found(b"<!DOCTYPE ead [<!ENTITY a 'x'>]>" + HEAD)
    assert refusal.value.remark.code == "entities-forbidden"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        # 28 components with a title, and the finding aid.
        ("ead_roubaix/FR595129901_CSV_01.xml", 29),
        # 190 and 1.
        ("ead_roubaix/FR595129901_MED_15.xml.gz", 191),
        # 914 and 1.
        ("ead_roubaix/FRAM59100_3D130-165.xml.gz", 915),
        # 282 components of which two have no title; the finding aid has none either.
        ("ead_moulins.xml.gz", 280),
        ("others/ndl-vufind2__module__Finna__tests__fixtures__ead3__ead3_test2.xml", 1),
    ],
)
def test_every_component_of_a_real_finding_aid_is_read(
    shared_data: Path, name: str, count: int
) -> None:
    path = shared_data / "05-ead-mods-dc" / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    told = records(content)
    assert len(told) == len(found(content)) == count
    # The forms of Roubaix leave HTML, escaped once or twice, in many elements.
    text = str([one.description for one in told.values()])
    assert not re.search(r"&[a-z]+;|</?p>|<br|Ã|�", text)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith(("FR595", "FRAM"))])
def test_a_component_of_roubaix_says_what_a_reader_wrote_down(shared_data: Path, name: str) -> None:
    file = "FR595129901_MED_15" if name.startswith("FR595") else "FRAM59100_3D130-165"
    path = shared_data / "05-ead-mods-dc" / "ead_roubaix" / f"{file}.xml.gz"
    assert lines(records(gzip.decompress(path.read_bytes()))[name].description) == EXPECTED[name]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([FONDS, EAD3]),
    st.integers(0, len(EAD3) - 1),
    st.binary(max_size=4),
    st.integers(0, 40),
)
def test_no_damage_raises_anything_but_a_refusal(
    sample: bytes, place: int, put: bytes, taken: int
) -> None:
    content = sample[:place] + put + sample[place + taken :]
    with suppress(UnusableFileError, UnreadableRecordError):
        for one in found(content):
            if isinstance(one, RawRecord):
                read(one.content, STANDARD_SHEET)
