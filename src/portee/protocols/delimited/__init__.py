"""Text in rows and cells (CSV, TSV): cut by its bytes, each row made self-contained with its header.

What the columns mean belongs to the formats.
"""

from portee.protocols.delimited.cells import delimiter_of, join_cells, split_cells
from portee.protocols.delimited.cutting import HeaderChoice, cut_rows, first_full_row
from portee.protocols.delimited.decoding import Decoded, decode
from portee.protocols.delimited.row import Row, read_row

__all__ = [
    "Decoded",
    "HeaderChoice",
    "Row",
    "cut_rows",
    "decode",
    "delimiter_of",
    "first_full_row",
    "join_cells",
    "read_row",
    "split_cells",
]
