"""One record of MARC read by a dialect: its bytes parsed, its fields described, what was repaired said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portee.protocols.description import Description
from portee.protocols.marc import Dialect, MarcRecord, parse_iso2709, parse_marcxml
from portee.protocols.records import MappingSheet, ReadRecord, Remark

Described = tuple[str, Description, tuple[Remark, ...]]
"""The record's identifier in its source, what it says, what was found wrong."""


@dataclass(frozen=True, slots=True)
class MarcReader:
    """Reads the records of one dialect, by what `describe` makes of their fields."""

    dialect: Dialect
    describe: Callable[[MarcRecord, MappingSheet], Described]

    def read_iso2709(self, content: bytes, sheet: MappingSheet) -> ReadRecord:
        """Read one ISO 2709 record. The sheet's option `charset` says the character set where the record lies.

        Raises `UnreadableRecordError`.
        """
        charset = dict(sheet.options).get("charset")
        record, remarks = parse_iso2709(content, dialect=self.dialect, charset=charset)
        return self._read(record, remarks, sheet)

    def read_xml(self, content: bytes, sheet: MappingSheet) -> ReadRecord:
        """Read one record of marcxchange or MARCXML, prefixed or not. Raises `UnreadableRecordError`."""
        record, remarks = parse_marcxml(content)
        return self._read(record, remarks, sheet)

    def _read(
        self, record: MarcRecord, remarks: Iterable[Remark], sheet: MappingSheet
    ) -> ReadRecord:
        identifier, description, found = self.describe(record, sheet)
        return ReadRecord(identifier, description, (*remarks, *found))
