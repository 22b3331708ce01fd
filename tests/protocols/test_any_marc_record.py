"""No record whatsoever stops the mapping of either dialect, and nothing it holds is lost in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols import marc21, unimarc
from portee.protocols.marc import ControlField, DataField, MarcRecord
from portee.protocols.marc21.reading import BLOCKS as MARC21_BLOCKS
from portee.protocols.records import STANDARD_SHEET, FieldRule, MappingSheet
from portee.protocols.unimarc.reading import BLOCKS as UNIMARC_BLOCKS
from tests.protocols.described import lines
from tests.protocols.handmade import LEADER, record
from tests.protocols.keeping import Describe

RISM = st.just(ControlField("003", "RISM"))
TEXT = st.text(
    alphabet=st.sampled_from("aé19²٣ |u#()[]<>$./:;,=-?\x98\x9c\x88\n\u202e"), max_size=24
)
CODE = st.sampled_from(list("abcdefghijklmnopqrstuvwxyz0123456789 é")) | st.just("") | st.just("ab")
TAG = st.sampled_from(sorted(UNIMARC_BLOCKS | MARC21_BLOCKS)) | st.text(max_size=4)
DATA = st.builds(DataField, TAG, st.text(max_size=3), st.lists(st.tuples(CODE, TEXT), max_size=6))
CONTROL = st.builds(
    ControlField, TAG | st.sampled_from(["001", "003", "005", "006", "007", "008"]), TEXT
)
RECORD = st.builds(
    MarcRecord, TEXT | st.just(LEADER), st.lists(DATA | DATA | DATA | CONTROL | RISM, max_size=12)
)
SHEET = MappingSheet(
    (
        *(FieldRule("200$a", "title"), FieldRule("245$a", "title"), FieldRule("995", "item_note")),
        *(FieldRule("852", "item_note"), FieldRule("001", "note")),
    )
)
DESCRIBE = pytest.mark.parametrize(
    "describe", [unimarc.describe, marc21.describe], ids=("unimarc", "marc21")
)


@DESCRIBE
@settings(max_examples=120, deadline=None)
@given(any_record=RECORD)
def test_no_record_whatsoever_stops_the_mapping(any_record: MarcRecord, describe: Describe) -> None:
    for sheet in (STANDARD_SHEET, SHEET):
        identifier, description, _ = describe(any_record, sheet)
        told = str((identifier, lines(description)))
        assert "\x98" not in told
        assert "\x9c" not in told


@pytest.mark.parametrize(
    ("describe", "title", "authority_number"),
    [(unimarc.describe, "200 1# ", "$3456"), (marc21.describe, "245 10 ", "$0456")],
    ids=("unimarc", "marc21"),
)
def test_what_no_block_knows_is_kept_as_unmapped(
    describe: Describe, title: str, authority_number: str
) -> None:
    written = (f"099 ## $tPA$9123{authority_number}", f"{title}$aT$jx$Zlocal", "009 dossier")
    _, description, _ = describe(record(*written), STANDARD_SHEET)
    assert description.unmapped == (
        ("099$t", "PA"),
        (f"{title[:3]}$j", "x"),
        (f"{title[:3]}$Z", "local"),
        ("009", "dossier"),
    )


@DESCRIBE
def test_a_deleted_record_says_so(describe: Describe) -> None:
    deleted = record(leader=f"{LEADER[:5]}d{LEADER[6:]}")
    assert describe(deleted, STANDARD_SHEET)[1].is_deleted
    assert not describe(record(), STANDARD_SHEET)[1].is_deleted


@pytest.mark.parametrize(
    ("describe", "written", "kind"),
    [
        (unimarc.describe, (), "x"),
        (marc21.describe, (), "z"),
        (unimarc.describe, ("100 ## $a19850708afrey50      ba0", "152 ## $brameau"), "a"),
    ],
    ids=("unimarc", "marc21", "unimarc by its rules"),
)
def test_an_authority_is_remarked(describe: Describe, written: tuple[str, ...], kind: str) -> None:
    authority = record(*written, "250 ## $aJazz", leader=f"{LEADER[:6]}{kind}{LEADER[7:]}")
    assert [remark.code for remark in describe(authority, STANDARD_SHEET)[2]] == [
        "authority-record"
    ]
