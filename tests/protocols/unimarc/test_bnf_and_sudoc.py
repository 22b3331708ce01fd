"""Real records of the BnF and the Sudoc say, field by field, what a person reading them wrote down."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from portee.protocols.records import STANDARD_SHEET
from portee.protocols.unimarc import read_xml
from tests.protocols.described import expectations, lines, with_beginnings

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED.keys())
def test_a_record_says_what_a_reader_wrote_down(name: str, expected: Mapping[str, Any]) -> None:
    content = (HERE / "samples" / f"{name}.xml").read_bytes()
    told = lines(read_xml(content, STANDARD_SHEET).description)
    assert told == with_beginnings(expected, told)
