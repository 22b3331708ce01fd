"""MARC as bytes and as fields: ISO 2709, MARCXML and marcxchange, and the character sets they come in.

What a field *means* does not belong here: `protocols.unimarc` and `protocols.marc21` say it.
"""

from portee.protocols.marc.charset import Charset
from portee.protocols.marc.cutting import cut_iso2709
from portee.protocols.marc.dialect import likely_dialect
from portee.protocols.marc.marcxml import cut_marcxml, parse_marcxml, write_marcxml
from portee.protocols.marc.mending import mend_text
from portee.protocols.marc.reading import parse_iso2709
from portee.protocols.marc.record import ControlField, DataField, Dialect, MarcRecord
from portee.protocols.marc.writing import write_iso2709

__all__ = [
    "Charset",
    "ControlField",
    "DataField",
    "Dialect",
    "MarcRecord",
    "cut_iso2709",
    "cut_marcxml",
    "likely_dialect",
    "mend_text",
    "parse_iso2709",
    "parse_marcxml",
    "write_iso2709",
    "write_marcxml",
]
