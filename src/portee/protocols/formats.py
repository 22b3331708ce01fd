"""The reader of each format: the one table through which whoever has a file gets its records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, BinaryIO, Final

from portee.protocols.description import Format
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


_STEPS: Final = {
    Format.UNIMARC: ("marc.cut_iso2709", "unimarc.read_iso2709"),
    Format.MARC21: ("marc.cut_iso2709", "marc21.read_iso2709"),
    Format.UNIMARCXML: ("marc.cut_marcxml", "unimarc.read_xml"),
    Format.MARCXML: ("marc.cut_marcxml", "marc21.read_xml"),
    Format.OAI_DC: ("dublin_core.cut", "dublin_core.read"),
    Format.MODS: ("mods.cut", "mods.read"),
    Format.EAD: ("ead.cut", "ead.read"),
    Format.KBART: ("kbart.cut", "kbart.read"),
    Format.CSV: ("tabular.cut", "tabular.read"),
    Format.XLSX: ("tabular.cut", "tabular.read"),
}
"""What cuts and what reads, by the names of their packages: each process loads those of its one format."""


class _Readers(Mapping[Format, FormatReader]):
    """The readers by format, loaded when they are asked for."""

    def __getitem__(self, name: Format) -> FormatReader:
        return _reader(name)

    def __iter__(self) -> Iterator[Format]:
        return iter(_STEPS)

    def __len__(self) -> int:
        return len(_STEPS)


@cache
def _reader(name: Format) -> FormatReader:
    cut, read = _STEPS[name]
    return FormatReader(_named(cut), _named(read))


def _named(step: str) -> Any:
    package, _, function = step.partition(".")
    return getattr(import_module(f"portee.protocols.{package}"), function)


FORMATS: Final[Mapping[Format, FormatReader]] = _Readers()
