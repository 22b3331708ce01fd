"""Spreadsheets of small libraries, CSV and XLSX: one document a row, whatever its columns are called.

    cut(stream, limits) -> RawRecord, RefusedRecord …
    read(content, sheet) -> ReadRecord
    propose_mapping(header, sample_rows) -> MappingSheet
    preview(stream, sheet) -> Preview

The content of a record is its header and its row. A sheet names the columns by their header, as written.
"""

from portee.protocols.tabular.cutting import cut
from portee.protocols.tabular.previewing import Preview, PreviewedRow, preview
from portee.protocols.tabular.proposal import propose_mapping
from portee.protocols.tabular.reading import read

__all__ = ["Preview", "PreviewedRow", "cut", "preview", "propose_mapping", "read"]
