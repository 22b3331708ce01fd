"""Real records of RISM and of libraries that publish theirs say, field by field, what a person reading them wrote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from portee.protocols.marc21 import read_iso2709, read_xml
from portee.protocols.records import STANDARD_SHEET
from tests.protocols.described import expectations, lines, with_beginnings

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED.keys())
def test_a_record_says_what_a_reader_wrote_down(name: str, expected: Mapping[str, Any]) -> None:
    sample = next((HERE / "samples").glob(f"{name}.*"))
    read = read_xml if sample.suffix == ".xml" else read_iso2709
    told = lines(read(sample.read_bytes(), STANDARD_SHEET).description)
    assert told == with_beginnings(expected, told)
