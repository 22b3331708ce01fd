"""Records of real exports that may not be published say the facts that a person wrote down of them."""

from pathlib import Path

import pytest

from portee.protocols.container import unpack
from portee.protocols.marc import cut_iso2709, cut_marcxml
from portee.protocols.marc21 import read_iso2709, read_xml
from portee.protocols.records import STANDARD_SHEET, Limits, RawRecord
from tests.protocols.described import facts_by_file, lines

FACTS = facts_by_file(Path(__file__).parent / "expected_elsewhere.toml")


@pytest.mark.parametrize(("name", "records"), FACTS.items(), ids=FACTS.keys())
def test_records_of_an_export_say_what_a_reader_wrote_down(
    shared_data: Path, name: str, records: dict[str, dict[str, object]]
) -> None:
    found: dict[str, dict[str, object]] = {}
    is_xml = ".xml" in name
    cut, read = (cut_marcxml, read_xml) if is_xml else (cut_iso2709, read_iso2709)
    with (shared_data / "02-marc21" / name).open("rb") as stream:
        for raw in cut(unpack(stream, Limits()), Limits()):
            assert isinstance(raw, RawRecord), raw
            record = read(raw.content, STANDARD_SHEET)
            if record.identifier in records:
                told = lines(record.description)
                expected = records[record.identifier]
                found[record.identifier] = {field: told.get(field) for field in expected}
    assert found == records
