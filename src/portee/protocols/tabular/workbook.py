"""The rows of a workbook (XLSX), read one after the other, after what it would cost to open was weighed.

Source: ECMA-376 (SpreadsheetML); the figures of a zip's own directory, which `zipfile` holds its members to.
"""

import datetime
import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

import openpyxl

from portee.protocols.delimited import HeaderChoice, join_cells
from portee.protocols.records import Limits, RawRecord, RefusedRecord, Remark, UnusableFileError

_FIRST_ROWS = 20
_EMPTY_ROWS = 10_000
"""Rows without text, one after the other, after which a sheet is taken to be over."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
)
_ROOT = re.compile(rb"<[A-Za-z_]")
_PROLOGUE_BYTES = 64 * 1024
_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"))

Cells = list[str]


def cut_workbook(
    stream: BinaryIO, limits: Limits, choose_header: HeaderChoice, sheet: str = ""
) -> Iterator[RawRecord | RefusedRecord]:
    """Give each row under the header as UTF-8, tabs between its cells: dates as ISO 8601, whole numbers without « .0 ».

    The offset is that of no byte: it counts rows of the sheet from 0.
    Raises: UnusableFileError `archive-bomb`, `broken-workbook`, `entities-forbidden`, `too-large`, `unknown-sheet`,
        `empty-file`, `no-record`, `too-many-columns`, `too-many-rows`.
    """
    packed = _whole(stream, limits.workbook_bytes)
    _weigh(packed, limits)
    rows = _rows(packed, sheet, limits)
    first: list[tuple[int, Cells]] = []
    for row in rows:
        first.append(row)
        if len(first) == _FIRST_ROWS:
            break
    if not first:
        raise UnusableFileError(Remark("empty-file"))
    chosen = choose_header([cells for _, cells in first])
    header = [" ".join(cell.split()) for cell in first[chosen][1]]
    if len(header) > limits.columns:
        raise UnusableFileError(Remark("too-many-columns", values=(str(len(header)),)))
    head = f"sep=\t\n{join_cells(header, chr(9))}\n".encode()
    position = 0
    for place, cells in chain(first[chosen + 1 :], rows):
        position += 1
        yield _record(position, place, head, cells, limits)
    if not position:
        raise UnusableFileError(Remark("no-record"))


def _whole(stream: BinaryIO, most: int) -> bytes:
    packed = bytearray()
    while len(packed) <= most and (chunk := stream.read(most)):
        packed += chunk
    if len(packed) > most:
        raise UnusableFileError(Remark("too-large", values=(str(most),)))
    return bytes(packed)


def _record(
    position: int, place: int, head: bytes, cells: Cells, limits: Limits
) -> RawRecord | RefusedRecord:
    content = head + join_cells(cells, "\t").encode("utf-8", "replace")
    fault = None
    if len(cells) > limits.columns:
        fault = Remark("too-many-columns", values=(str(len(cells)),))
    elif max(map(len, cells)) > limits.cell_characters:
        fault = Remark("cell-too-long")
    elif len(content) > limits.record_bytes:
        fault = Remark("too-long")
    if fault is not None:
        return RefusedRecord(position, place, fault, content[:100_000])
    return RawRecord(position, place, content)


def _weigh(packed: bytes, limits: Limits) -> None:
    """Refuse what would cost too much to open, or declares entities, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            most = min(limits.content_bytes, limits.workbook_unpacked_bytes)
            is_bomb = unpacked > max(limits.expansion_floor_bytes, len(packed) * limits.expansion)
            if is_bomb or unpacked > most or len(members) > limits.workbook_members:
                raise UnusableFileError(Remark("archive-bomb", values=(str(unpacked),)))
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive, member)
    except _BROKEN as error:
        raise UnusableFileError(Remark("broken-workbook")) from error


def _refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as opened:
        head = opened.read(_PROLOGUE_BYTES).replace(b"\x00", b"")
    root = _ROOT.search(head)
    if b"<!DOCTYPE" in head[: root.start() if root is not None else len(head)]:
        raise UnusableFileError(Remark("entities-forbidden"))


def _rows(packed: bytes, sheet: str, limits: Limits) -> Iterator[tuple[int, Cells]]:
    """Give the rows that have any text, with their place; whatever the library raises means a broken workbook."""
    try:
        book = _open(packed)
        for name in [sheet] if sheet else book.sheetnames:
            if name not in book.sheetnames:
                raise UnusableFileError(Remark("unknown-sheet", values=(name,)))
            worksheet = book[name]
            if not sheet and getattr(worksheet, "sheet_state", "visible") != "visible":
                continue
            is_empty = True
            for row in _rows_of_sheet(worksheet, limits):
                is_empty = False
                yield row
            if not is_empty:
                return
    except UnusableFileError:
        raise
    except Exception as error:
        # openpyxl lets through whatever its parsers meet: KeyError, TypeError, ParseError, AttributeError…
        raise UnusableFileError(Remark("broken-workbook")) from error


def _open(packed: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(
            io.BytesIO(packed), read_only=True, data_only=True, keep_links=False
        )


def _rows_of_sheet(worksheet: object, limits: Limits) -> Iterator[tuple[int, Cells]]:
    # The size that a sheet declares is often wrong, and some programs declare none.
    worksheet.reset_dimensions()  # type: ignore[attr-defined]
    rows = worksheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    place = empty = 0
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None or empty > _EMPTY_ROWS:
            return
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            empty = 0
            yield place, cells
        else:
            empty += 1
        place += 1
        if place > limits.rows:
            raise UnusableFileError(Remark("too-many-rows"))


def _text(value: object) -> str:
    """Write a value as one would type it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in _ERRORS else value.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    return str(value)
