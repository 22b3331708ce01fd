"""The sheet of a source says what its local places mean; every target of a sheet is obeyed."""

from typing import Any

import pytest

from portee.protocols.drafting.local import ADD, ITEM_TARGETS
from portee.protocols.records import FieldRule, MappingSheet, Target
from portee.protocols.unimarc import describe
from tests.protocols.described import lines
from tests.protocols.handmade import record


def told(sheet: MappingSheet, *written: str) -> dict[str, Any]:
    _, description, _ = describe(record(*written), sheet)
    said = lines(description)
    said.pop("types", None) if said.get("types") == ["unimarc-leader: am"] else None
    return said


def sheet(*rules: tuple[str, str]) -> MappingSheet:
    return MappingSheet(tuple(FieldRule(place, target) for place, target in rules))


def test_every_target_is_obeyed() -> None:
    assert {*ADD, *ITEM_TARGETS} == set(Target)


@pytest.mark.parametrize("target", [target for target in Target if target != Target.IGNORE])
def test_a_target_keeps_the_value_out_of_what_is_unmapped(target: Target) -> None:
    said = told(sheet(("917$z", target)), "917 ## $zhttps://example.org/1990")
    assert "unmapped" not in said
    assert "example.org" in str(said)


def test_what_a_sheet_ignores_is_not_unmapped() -> None:
    assert told(sheet(("999", "ignore")), "999 ## $a1$b2") == {}


def test_values_are_translated_before_use() -> None:
    rules = MappingSheet((FieldRule("099$t", "type", (("PA", "Partition"),)),))
    _, description, _ = describe(record("099 ## $tPA", "099 ## $tXX"), rules)
    assert [term.text for term in description.types] == ["", "Partition", "XX"]


def test_a_rule_takes_its_place_from_the_standard() -> None:
    said = told(sheet(("610$a", "level")), "610 0# $a2e cycle$bx")
    assert said == {"levels": ["words: 2e cycle"], "unmapped": ["610$b x"]}


def test_rules_complete_the_copy_that_their_field_makes() -> None:
    said = told(sheet(("995$h", "item_type")), "995 ## $bMED$kC 123$hJADC")
    assert said == {"items": ["MED: C 123 | kind=JADC"]}


def test_rules_of_a_local_field_make_one_copy() -> None:
    rules = sheet(("949$l", "location"), ("949$i", "barcode"), ("949$a", "call_number"))
    said = told(rules, "949 ## $aM 1366$i3000$lHUNT$xSCORE")
    assert said == {
        "items": [": M 1366 | location=HUNT | barcode=3000"],
        "unmapped": ["949$x SCORE"],
    }


def test_a_control_field_may_have_a_rule() -> None:
    assert told(sheet(("009", "note")), "009 local") == {"notes": ["general: local"]}


def test_an_unknown_target_leaves_its_value_unmapped() -> None:
    assert told(sheet(("917$z", "nothing")), "917 ## $zx") == {"unmapped": ["917$z x"]}


def test_an_address_that_cannot_be_followed_stays_unmapped() -> None:
    said = told(sheet(("917$z", "url")), "917 ## $zjavascript:alert(1)")
    assert said == {"unmapped": ["url javascript:alert(1)"]}
