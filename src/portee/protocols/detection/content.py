"""Tells which format a file of records has, by what is in it: its name is never looked at.

Evidence comes from the head of the content, unpacked (see `container`): the shape of the bytes, then the names of
elements in XML, the tags of the first records in MARC, the header in rows.
"""

import io
import re
from collections import Counter
from itertools import islice
from operator import itemgetter
from typing import Final

from portee.protocols.delimited import decode, split_cells
from portee.protocols.description import Format
from portee.protocols.detection.elements import format_of_elements
from portee.protocols.marc import Dialect, cut_iso2709, likely_dialect
from portee.protocols.records import Limits, RawRecord, Remark, UnusableFileError

HEAD_BYTES: Final = 64 * 1024
"""No more than this is looked at."""
_RECORDS: Final = 20
_LINES: Final = 200
_FEWEST_IN_STEP: Final = 0.5
"""Share of the lines of a table that have the same number of cells; titles and line ends in cells break the rest."""
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_OTHERWISE_LAID_OUT: Final = (b"{", b"[", b"@prefix", b"@base", b"PREFIX ")
"""How JSON and Turtle begin, whose lines may look like rows."""
_STATEMENTS: Final = ("INSERT INTO ", "CREATE TABLE ")
"""How lines of SQL begin, which are as regular as rows."""
_DELIMITERS: Final = "\t;,|"
_WORKBOOK = re.compile(rb"PK\x03\x04.{26}xl/", re.DOTALL)
_KBART_COLUMN: Final = "publication_title"
_ISO2709: Final[dict[Dialect, Format]] = {"unimarc": Format.UNIMARC, "marc21": Format.MARC21}


def detect(head: bytes) -> Format:
    """Give the format of a file whose unpacked content begins with `head` (64 KiB, or all of it).

    Raises UnusableFileError: `empty-file`, `no-record` (an answer of OAI-PMH or SRU that holds none; with its root),
    `unknown-format` (with the root element when it is XML), `foreign-format` (LIDO, TEI…; with its name).
    """
    head = head[:HEAD_BYTES]
    text = head.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n\x1a")
    if not text:
        raise UnusableFileError(Remark("empty-file"))
    if text.startswith(b"PK\x03\x04") and _WORKBOOK.search(head):
        return Format.XLSX
    found = _marc(head) or (format_of_elements(head) if text.startswith(b"<") else _rows(head))
    if not found:
        raise UnusableFileError(Remark("unknown-format"))
    return found


def _marc(head: bytes) -> Format | None:
    """Recognise ISO 2709 by its separators and a directory in order; tell the dialect by the tags it lists."""
    if b"\x1e" not in head:
        return None
    tags: Counter[str] = Counter()
    leaders = []
    for record in islice(cut_iso2709(io.BytesIO(head), Limits()), _RECORDS):
        directory = record.content[24:].split(b"\x1e", 1)[0]
        if isinstance(record, RawRecord) and directory and not len(directory) % 12:
            leaders.append(record.content[:24].decode("ascii", "replace"))
            entries = directory.decode("ascii", "replace")
            tags.update(entries[at : at + 3] for at in range(0, len(entries), 12))
    return _ISO2709[likely_dialect(tags, leaders)] if leaders else None


def _rows(head: bytes) -> Format | None:
    """Recognise rows by the number of cells that most of them share, KBART by the name of a column."""
    if (b"\x00" in head and not head.startswith(_WIDE_MARKS)) or head.lstrip().startswith(
        _OTHERWISE_LAID_OUT
    ):
        return None
    lines = decode(head).text.splitlines()
    # The last line may be cut in the middle.
    lines = [line for line in (lines[:-1] if len(head) == HEAD_BYTES else lines) if line.strip()]
    lines = lines[:_LINES]
    if any(line.upper().startswith(_STATEMENTS) for line in lines):
        return None
    if any(_KBART_COLUMN in line.lower() for line in lines[:_RECORDS]):
        return Format.KBART
    return Format.CSV if any(_are_in_step(lines, delimiter) for delimiter in _DELIMITERS) else None


def _are_in_step(lines: list[str], delimiter: str) -> bool:
    """Whether most lines have as many cells, two at least."""
    counts = Counter(len(split_cells(line, delimiter)) for line in lines)
    cells, times = max(counts.items(), key=itemgetter(1), default=(0, 0))
    return cells > 1 and times > len(lines) * _FEWEST_IN_STEP
