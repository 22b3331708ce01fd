"""One row read back from its content: the name of each column with the text of its cell."""

from functools import lru_cache
from typing import NamedTuple

from portee.protocols.delimited.cells import delimiter_of, split_cells
from portee.protocols.delimited.decoding import decode
from portee.protocols.records import Remark

_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))


class Row(NamedTuple):
    """The header and the cells under it, of the same length, with what had to be repaired."""

    header: list[str]
    cells: list[str]
    charset: str
    remarks: tuple[Remark, ...] = ()


def read_row(content: bytes, charset: str = "", delimiter: str = "") -> Row:
    """Read what `cut_rows` gave. Cells that are missing are empty; those without a column have an empty name.

    Many programs leave out the empty cells that end a row, so a row is `ragged-row` (cells found, columns) only when it
    has text beyond the columns or less than half of them. Other remark: `control-character`.
    """
    text, found = decode(content, charset)
    head, _, body = text.partition("\n")
    told, is_told = head.removeprefix("sep="), len(head) == 5 and head.startswith("sep=")
    if is_told:
        head, _, body = body.partition("\n")
        delimiter = told
    remarks = []
    cleaned = body.translate(_CONTROLS) if not body.isprintable() else body
    if cleaned != body:
        remarks.append(Remark("control-character"))
    delimiter = delimiter or delimiter_of(head)
    header = list(_names(head, delimiter))
    cells = split_cells(cleaned.rstrip("\r"), delimiter)
    if any(cell.strip() for cell in cells[len(header) :]) or 2 * len(cells) < len(header):
        remarks.append(Remark("ragged-row", values=(str(len(cells)), str(len(header)))))
    header += [""] * (len(cells) - len(header))
    cells += [""] * (len(header) - len(cells))
    return Row(header, cells, found, tuple(remarks))


@lru_cache(maxsize=64)
def _names(head: str, delimiter: str) -> tuple[str, ...]:
    """Give the names of the columns; a file has one header for all its rows."""
    cells = split_cells(head.rstrip("\r"), delimiter)
    return tuple(name.strip(" \ufeff\xa0\r") for name in cells)
