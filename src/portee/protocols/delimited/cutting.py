"""Cutting rows out of a file, each with the header it needs to be read alone.

    cut_rows(stream, limits) -> RawRecord, RefusedRecord … in the order of the file

The content of a record is two lines in the character set of the file: the header (line breaks inside its cells become
blanks), then the row. Rows without any text are passed over.
"""

import codecs
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from portee.protocols.delimited.cells import (
    DELIMITERS,
    delimiter_of,
    has_bare_break,
    is_open,
    split_cells,
)
from portee.protocols.delimited.decoding import wide_charset
from portee.protocols.delimited.lines import CHUNK_BYTES, Line, end_of_lines, lines_of
from portee.protocols.records import Limits, RawRecord, RefusedRecord, Remark, UnusableFileError

HeaderChoice = Callable[[list[list[str]]], int]
"""Given the cells of the first rows, tells which of them is the header."""

REFUSED_BYTES = 100_000
_LINES_OF_A_ROW = 200
_LONE_QUOTES = 100
"""After so many of them quotes mean nothing in a file, and no line is joined to the next."""
_LINES_OF_A_NOTE = 10
"""Beyond these, lines that each fill all the columns are no note inside a cell."""
_FIRST_ROWS = 20


def first_full_row(rows: list[list[str]]) -> int:
    """Choose as header the first row that fills nearly as many cells as the fullest: titles stand above it."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    enough = 0.6 * max(filled, default=0)
    return next((place for place, count in enumerate(filled) if count >= enough), 0)


def cut_rows(
    stream: BinaryIO,
    limits: Limits,
    choose_header: HeaderChoice = first_full_row,
    delimiter: str = "",
) -> Iterator[RawRecord | RefusedRecord]:
    """Give each row under the header. `delimiter` is found in the header when it is not given.

    Raises: UnusableFileError `empty-file`, `no-record` (a header alone), `too-many-columns`, `too-many-rows`,
        `binary-file` (no text at all).
    """
    yield from _Cutting(stream, limits, delimiter).records(choose_header)


class _Cutting:
    def __init__(self, stream: BinaryIO, limits: Limits, delimiter: str) -> None:
        head = b""
        while len(head) < CHUNK_BYTES and (chunk := stream.read(CHUNK_BYTES)):
            head += chunk
        if not head.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
            raise UnusableFileError(Remark("empty-file"))
        self._charset, mark = wide_charset(head)
        self._unit = 2 if self._charset else 1
        if not self._charset and head.count(0) > 8 + len(head) // 20:
            raise UnusableFileError(Remark("binary-file"))
        if head.startswith(codecs.BOM_UTF8):
            mark = codecs.BOM_UTF8
        self._mark = b"" if self._unit == 1 else codecs.BOM_UTF16_LE
        if self._charset == "utf-16-be":
            self._mark = codecs.BOM_UTF16_BE
        self._end = self._bytes(end_of_lines(head, self._unit).decode())
        self._limits = limits
        self._delimiter = delimiter
        self._lines = lines_of(
            stream,
            head,
            start=len(mark),
            end=self._end,
            unit=self._unit,
            most_bytes=limits.record_bytes,
        )
        self._pushed: deque[Line] = deque()
        self._width = 0
        self._lone_quotes = 0

    def _bytes(self, text: str) -> bytes:
        return text.encode(self._charset or "ascii")

    def _text(self, content: bytes) -> str:
        """Give the text of a line, one character a unit when it is not wide: enough to see cells and quotes."""
        text = content.decode(self._charset or "latin-1", "replace")
        return text.removesuffix("\r")

    def records(self, choose_header: HeaderChoice) -> Iterator[RawRecord | RefusedRecord]:
        header = self._header(choose_header)
        position = rows = 0
        while (row := self._next_row()) is not None:
            line, remarks = row
            rows += 1
            if rows > self._limits.rows:
                raise UnusableFileError(Remark("too-many-rows"))
            if not self._has_text(line.content):
                continue
            position += 1
            fault = self._fault(line)
            if fault is not None:
                content = line.content[:REFUSED_BYTES]
                yield RefusedRecord(position, line.offset_bytes, fault, content)
                continue
            content = header + line.content.removesuffix(self._bytes("\r"))
            yield RawRecord(position, line.offset_bytes, content, remarks)
        if not position:
            raise UnusableFileError(Remark("no-record"))

    def _header(self, choose: HeaderChoice) -> bytes:
        """Find the header among the first rows, put back the rows after it, and give it as each record begins."""
        first: list[Line] = []
        while len(first) < _FIRST_ROWS and (line := self._next_line()) is not None:
            if line.is_cut and not first:
                raise UnusableFileError(Remark("too-many-columns"))
            if line.is_cut or self._has_text(line.content):
                first.append(line)
        if not first:
            raise UnusableFileError(Remark("empty-file"))
        if not first:
            raise UnusableFileError(Remark("empty-file"))
        texts = [self._text(line.content) for line in first if not line.is_cut]
        self._delimiter = self._delimiter or self._sniff(texts)
        widths = [len(split_cells(text, self._delimiter)) for text in texts]
        self._width = max(widths, key=widths.count)
        if widths[0] > self._limits.columns:
            raise UnusableFileError(Remark("too-many-columns", values=(str(widths[0]),)))
        self._pushed.extend(first)
        rows: list[Line] = []
        while self._pushed and (row := self._next_row()) is not None:
            rows.append(row[0])
        chosen = choose([self._choice(row) for row in rows])
        header = rows[chosen].content
        self._pushed.extend(rows[chosen + 1 :])
        cells = split_cells(self._text(header), self._delimiter)
        self._width = len(cells)
        if self._width > self._limits.columns:
            raise UnusableFileError(Remark("too-many-columns", values=(str(self._width),)))
        header = header.removesuffix(self._bytes("\r"))
        for breaking in ("\r", "\n"):
            header = header.replace(self._bytes(breaking), self._bytes(" "))
        # A header that would not tell the delimiter says it as Excel does, in a line of its own.
        is_telling = delimiter_of(self._text(header)) == self._delimiter
        telling = "" if is_telling else f"sep={self._delimiter}\n"
        return self._mark + self._bytes(telling) + header + self._bytes("\n")

    def _choice(self, row: Line) -> list[str]:
        """Give the cells of a row that may be the header, or none when it is beyond a limit."""
        return [] if self._fault(row) else split_cells(self._text(row.content), self._delimiter)

    def _sniff(self, lines: list[str]) -> str:
        """Tell the delimiter by the lines that have it alike; Excel may say it in a first line `sep=;`.

        One that is not of ASCII is no delimiter that a program writes: the line is then a line like others.
        """
        told = lines[0].strip() if lines else ""
        if told[:4].lower() == "sep=" and len(told) == 5 and told.isascii():
            return told[4]
        counts = {
            candidate: sorted(len(split_cells(line, candidate)) for line in lines)
            for candidate in DELIMITERS
        }
        usual = {candidate: widths[len(widths) // 2] for candidate, widths in counts.items()}
        best = max(DELIMITERS, key=lambda one: usual[one])
        return best if usual[best] > 1 else delimiter_of(lines[0] if lines else "")

    def _next_line(self) -> Line | None:
        return self._pushed.popleft() if self._pushed else next(self._lines, None)

    def _next_row(self) -> tuple[Line, tuple[Remark, ...]] | None:
        """Give the next row: one line, or several when a quoted cell holds line breaks."""
        first = self._next_line()
        if first is None or first.is_cut or not is_open(self._text(first.content), self._delimiter):
            return None if first is None else (first, ())
        lines, content = [first], first.content
        if self._lone_quotes > _LONE_QUOTES:
            return first, (Remark("lone-quote"),)
        while len(lines) < _LINES_OF_A_ROW and len(content) <= self._limits.record_bytes:
            line = self._next_line()
            if line is None or line.is_cut:
                self._pushed.extendleft([line] if line is not None else [])
                break
            lines.append(line)
            content += self._end + line.content
            if not is_open(self._text(content), self._delimiter):
                if self._is_one_row(lines, content):
                    return Line(first.offset_bytes, content), ()
                break
        self._pushed.extendleft(reversed(lines[1:]))
        self._lone_quotes += 1
        return first, (Remark("lone-quote"),)

    def _is_one_row(self, lines: list[Line], content: bytes) -> bool:
        """Whether the lines that a quote seems to join are one row, rather than rows between two lone quotes."""
        if has_bare_break(self._text(content).replace("\r", "\n"), self._delimiter):
            return False
        widths = [len(split_cells(self._text(line.content), self._delimiter)) for line in lines]
        return len(lines) <= _LINES_OF_A_NOTE or self._width == 1 or set(widths) != {self._width}

    def _has_text(self, content: bytes) -> bool:
        blank = b' \t\r\n;,|"\x00'
        return bool(content.strip(blank))

    def _fault(self, line: Line) -> Remark | None:
        """Say which limit a row passes, if any; only rows of some length can."""
        if line.is_cut or len(line.content) > self._limits.record_bytes:
            return Remark("too-long")
        if len(line.content) < min(self._limits.columns, self._limits.cell_characters):
            return None
        cells = split_cells(self._text(line.content), self._delimiter)
        if len(cells) > self._limits.columns:
            return Remark("too-many-columns", values=(str(len(cells)),))
        if max(map(len, cells)) > self._limits.cell_characters:
            return Remark("cell-too-long")
        return None
