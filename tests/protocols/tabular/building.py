"""Tables cut into rows, and workbooks made for tests."""

import io

import openpyxl

from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
)
from portee.protocols.tabular import cut, read


def raw(content: bytes, limits: Limits | None = None) -> list[RawRecord]:
    found = cut(io.BytesIO(content), limits or Limits())
    return [one for one in found if isinstance(one, RawRecord)]


def records(content: bytes, sheet: MappingSheet = STANDARD_SHEET) -> list[ReadRecord]:
    return [read(one.content, sheet) for one in raw(content)]


def workbook(rows: list[list[object]], title: str = "Feuille", first: bool = True) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    if not first:
        page = book.create_sheet("Autre")
    for row in rows:
        page.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
