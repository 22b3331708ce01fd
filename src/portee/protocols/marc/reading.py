"""Reads one ISO 2709 record into text: layout, then characters, then fields."""

from portee.protocols.marc.charset import Charset, decode
from portee.protocols.marc.directory import lay_out
from portee.protocols.marc.fields import FIELD_END, fields_of
from portee.protocols.marc.record import Dialect, MarcRecord
from portee.protocols.marc.settling import settle
from portee.protocols.records import Remark


def parse_iso2709(
    content: bytes, *, dialect: Dialect, charset: str | None = None
) -> tuple[MarcRecord, tuple[Remark, ...]]:
    """Give the record that these bytes hold, in NFC, and what had to be mended to read it.

    `charset` (a value of `Charset`) settles the character set; without it the bytes decide. Raises
    UnreadableRecordError when the fields cannot be told apart.
    Source: ISO 2709:2008; a field 00X holds a value, any other two indicators and subfields, as UNIMARC and MARC21 do.
    """
    layout = lay_out(content)
    text, remarks = decode(layout, dialect, Charset(charset) if charset else None)
    text = settle(text, remarks)
    fields = fields_of(layout.tags, text.split(FIELD_END), remarks)
    return MarcRecord(layout.leader, fields), (*layout.remarks, *remarks)
