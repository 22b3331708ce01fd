"""What a copy is for, as its library's system says it in 995 $o, 952 $7, or in words."""

import pytest

from portee.catalogue.indexing.access import access_codes
from portee.protocols import marc21
from portee.protocols.marc import DataField, MarcRecord
from portee.protocols.records import STANDARD_SHEET, FieldRule, MappingSheet
from portee.protocols.unimarc import describe
from tests.protocols.handmade import LEADER

THEIRS = MappingSheet((FieldRule("995$o", "loan", (("2", "Exclu du prêt"), ("c", "Sur place"))),))


def access(*copies: str, sheet: MappingSheet = STANDARD_SHEET) -> tuple[str, ...]:
    fields = [DataField("995", "  ", [("b", "MED"), ("o", code)]) for code in copies]
    return access_codes(describe(MarcRecord(LEADER, [*fields]), sheet)[1], is_held=True)


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        (("0",), ("loan",)),
        (("1",), ("onsite",)),
        (("0", "1"), ("loan", "onsite")),
        (("-1",), ()),
        (("-1", "0"), ("loan",)),
        (("Consultation sur place",), ("onsite",)),
        (("2",), ("loan",)),
        (("a",), ("loan",)),
    ],
)
def test_a_copy_is_for_what_its_code_says(
    copies: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert access(*copies) == expected


@pytest.mark.parametrize(("code", "expected"), [("2", "onsite"), ("c", "onsite"), ("0", "loan")])
def test_the_mapping_sheet_of_a_source_says_what_its_own_codes_mean(
    code: str, expected: str
) -> None:
    assert access(code, sheet=THEIRS) == (expected,)


@pytest.mark.parametrize(("code", "expected"), [("0", "loan"), ("1", "onsite")])
def test_952_of_marc21_says_it_by_the_same_numbers(code: str, expected: str) -> None:
    field = DataField("952", "  ", [("a", "MED"), ("7", code)])
    said = marc21.describe(MarcRecord(LEADER, [field]), STANDARD_SHEET)[1]
    assert access_codes(said, is_held=True) == (expected,)
