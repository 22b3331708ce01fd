"""The reader of each format: the one table through which whoever has a file gets its records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from portee.protocols import dublin_core, ead, kbart, marc21, mods, tabular, unimarc
from portee.protocols.description import Format
from portee.protocols.marc import cut_iso2709, cut_marcxml
from portee.protocols.records import Limits, MappingSheet, RawRecord, ReadRecord, RefusedRecord

Cut = Callable[[BinaryIO, Limits], Iterator[RawRecord | RefusedRecord]]
Read = Callable[[bytes, MappingSheet], ReadRecord]


@dataclass(frozen=True, slots=True)
class FormatReader:
    """The two steps of a format, as `records` tells them.

    `cut` may raise UnusableFileError, `read` UnreadableRecordError; neither raises anything else on any bytes.
    """

    cut: Cut
    read: Read


FORMATS: Mapping[Format, FormatReader] = MappingProxyType(
    {
        Format.UNIMARC: FormatReader(cut_iso2709, unimarc.read_iso2709),
        Format.MARC21: FormatReader(cut_iso2709, marc21.read_iso2709),
        Format.UNIMARCXML: FormatReader(cut_marcxml, unimarc.read_xml),
        Format.MARCXML: FormatReader(cut_marcxml, marc21.read_xml),
        Format.OAI_DC: FormatReader(dublin_core.cut, dublin_core.read),
        Format.MODS: FormatReader(mods.cut, mods.read),
        Format.EAD: FormatReader(ead.cut, ead.read),
        Format.KBART: FormatReader(kbart.cut, kbart.read),
        Format.CSV: FormatReader(tabular.cut, tabular.read),
        Format.XLSX: FormatReader(tabular.cut, tabular.read),
    }
)
