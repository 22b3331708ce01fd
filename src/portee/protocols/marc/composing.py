"""A MARC record put together field by field: whoever writes one says what goes where, never in which order."""

from collections.abc import Iterable

from portee.protocols.marc.record import ControlField, DataField, MarcRecord

NSB, NSE = "\u0098", "\u009c"
"""Around what sorting skips (ISO 6630)."""

LONGEST_TEXT = 8_000
"""Characters of one subfield: a field holds 9,999 bytes in ISO 2709, and most letters of records take one."""


class Composer:
    """Fields gathered in any order and given in that of their tags; what says nothing is left out."""

    def __init__(self) -> None:
        self._fields: list[ControlField | DataField] = []

    def control(self, tag: str, value: str) -> None:
        """Add a control field."""
        if value:
            self._fields.append(ControlField(tag, value))

    def data(self, tag: str, indicators: str, *said: tuple[str, str]) -> None:
        """Add a field of the subfields that say something; none, and the field is left out."""
        subfields = [(code, _one_line(text)) for code, text in said if text and text.strip()]
        if subfields:
            self._fields.append(DataField(tag, indicators, subfields))

    def record(self, leader: str) -> MarcRecord:
        """Give the record: fields by their tags, those of one tag in the order they came."""
        return MarcRecord(leader, sorted(self._fields, key=lambda field: field.tag))


def repeated(code: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """The same subfield for each text."""
    return [(code, text) for text in texts]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]
