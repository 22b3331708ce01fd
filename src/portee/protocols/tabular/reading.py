"""One row of a spreadsheet as a description."""

from portee.protocols.delimited import Row, read_row
from portee.protocols.marc import mend_text
from portee.protocols.records import (
    FieldRule,
    MappingSheet,
    ReadRecord,
    Remark,
    UnreadableRecordError,
)
from portee.protocols.statements import plain_lines
from portee.protocols.tabular.proposal import EMPTY_CELLS, proposal_of
from portee.protocols.tabular.targets import Reading, put


def read(content: bytes, sheet: MappingSheet) -> ReadRecord:
    """Read one row with a sheet; a sheet without rules stands for the proposal made from the header.

    Options of the sheet: `charset` (else by the evidence of the bytes), `delimiter`, `empty` (a cell that means
    nothing, with « - » which always does). The identifier is the cell of the column with the target `identifier`;
    without such a column a row has none, for nothing else in it is sure to be its own: the same title comes back in
    other editions, places and years.
    Remarks: those of `read_row`, and one for each kind of mended text.
    Raises: UnreadableRecordError `no-title`.
    """
    options = dict(sheet.options)
    row = read_row(content, options.get("charset", ""), options.get("delimiter", ""))
    if not sheet.rules:
        proposed = proposal_of(tuple(row.header))
        sheet = MappingSheet(proposed.rules, sheet.separator, sheet.options)
    remarks = list(row.remarks)
    cells = _cells(row, options.get("empty", ""), remarks)
    reading = Reading(separator=sheet.separator)
    rules = {rule.place: rule for rule in sheet.rules}
    for name, text in cells:
        _read_cell(reading, rules.get(name), name, text)
    if not any(title.kind == "proper" for title in reading.draft.titles):
        raise UnreadableRecordError(Remark("no-title"), reading.identifier)
    return ReadRecord(reading.identifier, reading.finish(), tuple(dict.fromkeys(remarks)))


def _cells(row: Row, empty: str, remarks: list[Remark]) -> list[tuple[str, str]]:
    """Give the cells that say something, mended, with the names of their columns."""
    found = []
    for name, cell in zip(row.header, row.cells, strict=True):
        text = cell
        if not text.isascii():
            text, remark = mend_text(text)
            if remark is not None:
                remarks.append(remark)
        text = plain_lines(text.replace("\n", "\r"))
        if text and text not in EMPTY_CELLS and text != empty:
            found.append((name, text))
    return found


def _read_cell(reading: Reading, rule: FieldRule | None, name: str, text: str) -> None:
    """Put a cell where its rule says, each value translated as the rule lists it; without a rule it is kept apart."""
    if rule is None:
        reading.draft.leave(name, text)
        return
    values = dict(rule.values)
    if text in values:
        put(reading, name, rule.target, values[text])
    elif values:
        for part in text.split(reading.separator):
            put(reading, name, rule.target, values.get(part.strip(), part.strip()))
    else:
        put(reading, name, rule.target, text)
