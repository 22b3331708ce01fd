"""The first rows of a spreadsheet as a mapping reads them, for a person to confirm it."""

from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from portee.protocols.delimited import read_row
from portee.protocols.records import (
    Limits,
    MappingSheet,
    RawRecord,
    ReadRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from portee.protocols.tabular.cutting import cut
from portee.protocols.tabular.proposal import propose_mapping
from portee.protocols.tabular.reading import read

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class PreviewedRow:
    """One row: its cells as written, and what was read of it or why nothing was."""

    position: int
    cells: tuple[str, ...]
    record: ReadRecord | None
    refusal: Remark | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The header, the sheet used (the proposal when none was given) and the first rows."""

    header: tuple[str, ...]
    sheet: MappingSheet
    rows: tuple[PreviewedRow, ...]


def preview(
    stream: BinaryIO, sheet: MappingSheet, rows: int = 20, limits: Limits = _LIMITS
) -> Preview:
    """Read the first rows with a sheet, or with the one proposed for them when it has no rule.

    Raises: UnusableFileError, as `cut`.
    """
    try:
        found = list(islice(cut(stream, limits, sheet), rows))
    except UnusableFileError as error:
        if error.remark.code != "no-record":
            raise
        found = []
    options = dict(sheet.options)
    whole = [one for one in found if isinstance(one, RawRecord)]
    parsed = [read_row(one.content, options.get("charset", "")) for one in whole]
    header = tuple(parsed[0].header) if parsed else ()
    if not sheet.rules:
        proposed = propose_mapping(header, [row.cells for row in parsed])
        sheet = MappingSheet(proposed.rules, proposed.separator, sheet.options)
    cells = {one.position: tuple(row.cells) for one, row in zip(whole, parsed, strict=True)}
    return Preview(header, sheet, tuple(_previewed(one, cells, sheet) for one in found))


def _previewed(
    record: RawRecord | RefusedRecord, cells: dict[int, tuple[str, ...]], sheet: MappingSheet
) -> PreviewedRow:
    if isinstance(record, RefusedRecord):
        return PreviewedRow(record.position, (), None, record.remark)
    shown = cells[record.position]
    try:
        return PreviewedRow(record.position, shown, read(record.content, sheet))
    except UnreadableRecordError as error:
        return PreviewedRow(record.position, shown, None, error.remark)
