"""Records of real exports that may not be published say the facts that a person wrote down of them."""

from pathlib import Path

import pytest

from portee.protocols.marc import cut_iso2709
from portee.protocols.records import STANDARD_SHEET, Limits, RawRecord
from portee.protocols.unimarc import read_iso2709
from tests.protocols.described import facts_by_file, lines

FACTS = facts_by_file(Path(__file__).parent / "expected_elsewhere.toml")


@pytest.mark.parametrize(("name", "records"), FACTS.items(), ids=FACTS.keys())
def test_records_of_an_export_say_what_a_reader_wrote_down(
    shared_data: Path, name: str, records: dict[str, dict[str, object]]
) -> None:
    found: dict[str, dict[str, object]] = {}
    with (shared_data / "01-unimarc" / name).open("rb") as stream:
        for raw in cut_iso2709(stream, Limits()):
            assert isinstance(raw, RawRecord), raw
            read = read_iso2709(raw.content, STANDARD_SHEET)
            if read.identifier in records:
                told = lines(read.description)
                expected = records[read.identifier]
                found[read.identifier] = {field: told.get(field) for field in expected}
    assert found == records
