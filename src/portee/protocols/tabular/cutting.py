"""Rows out of a CSV file or a workbook, told apart by their first bytes."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from portee.protocols.delimited import HeaderChoice, cut_rows, first_full_row
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    MappingSheet,
    RawRecord,
    RefusedRecord,
    Remark,
    UnusableFileError,
)
from portee.protocols.tabular.workbook import cut_workbook

_ZIP = b"PK\x03\x04"
_LEGACY = b"\xd0\xcf\x11\xe0"


def cut(
    stream: BinaryIO, limits: Limits, sheet: MappingSheet = STANDARD_SHEET
) -> Iterator[RawRecord | RefusedRecord]:
    """Give each row under the header that has any text.

    Options of the sheet: `header_row` (from 1, rows without text not counted), `delimiter`, and `sheet` (the name of
    one in a workbook; else the first visible one with any text).
    Raises: UnusableFileError as `cut_rows` and `cut_workbook`; `legacy-workbook` for XLS, which is another format.
    """
    options = dict(sheet.options)
    choose = _header_at(options.get("header_row", ""))
    head = stream.read(8)
    if head.startswith(_LEGACY):
        raise UnusableFileError(Remark("legacy-workbook"))
    if head.startswith(_ZIP):
        yield from cut_workbook(_Rejoined(head, stream), limits, choose, options.get("sheet", ""))
    else:
        yield from cut_rows(_Rejoined(head, stream), limits, choose, options.get("delimiter", ""))


def _header_at(row: str) -> HeaderChoice:
    if not row.isdecimal() or not int(row):
        return first_full_row
    return lambda rows: min(int(row), len(rows)) - 1


class _Rejoined(io.BytesIO):
    """A stream with the head that was read of it put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__(head)
        self._rest = rest

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        if size is None or size < 0:
            return found + self._rest.read()
        return found + self._rest.read(size - len(found)) if len(found) < size else found
