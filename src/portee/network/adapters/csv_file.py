"""A CSV file that anybody may have made, read line by line and refused early when it is no such thing.

Plain or gzip, told by content; UTF-8 with or without a mark, or Windows-1252; separated by commas, semicolons or tabs.
Every bound below is a refusal, not a truncation: a file that passes one is not what it claims to be.
"""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from portee.network.errors import UnusableFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""The national list is 1.6 MiB unpacked; forty times that is no list of establishments."""
MAX_LINE_CHARS = 64 * 1024
MAX_COLUMNS = 200
PROBE_BYTES = 64 * 1024
SPARE = ""
"""The name under which cells that no column announces are kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file where it ends, and its cells by column name, trimmed."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written, found out by reading its beginning."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]


def read_layout(path: Path) -> Layout:
    """How the file is written.

    Raises: UnusableFileError when it is missing, empty, binary, or has no header line.
    """
    encoding = _encoding(path)
    with _lines(path, encoding) as lines:
        header = next((line for line in lines if line.strip()), "")
    if not header.strip():
        raise UnusableFileError(_("The file is empty."))
    delimiter = max(",;\t", key=header.count)
    columns = tuple(cell.strip() for cell in next(csv.reader([header], delimiter=delimiter)))
    if len(columns) > MAX_COLUMNS:
        raise UnusableFileError(
            _("The file has %(count)d columns; a list of establishments has %(limit)d at most.")
            % {"count": len(columns), "limit": MAX_COLUMNS}
        )
    return Layout(encoding=encoding, delimiter=delimiter, columns=columns)


def read_rows(path: Path, layout: Layout) -> Iterator[Row]:
    """The records after the header, one at a time; memory does not grow with the file.

    A record with more cells than the header keeps the spare ones under the empty name; one with fewer misses columns.
    Raises: UnusableFileError when a bound is passed or the file ends in the middle of a gzip stream.
    """
    with _lines(path, layout.encoding) as lines:
        reader = csv.reader(lines, delimiter=layout.delimiter)
        header_passed = False
        try:
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if header_passed:
                    yield Row(reader.line_num, _named(layout.columns, cells))
                header_passed = True
        except csv.Error as error:
            raise UnusableFileError(
                _("Line %(line)d is not CSV: %(error)s.")
                % {"line": reader.line_num, "error": error}
            ) from error


def _named(columns: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    named = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    if len(cells) > len(columns):
        named[SPARE] = " ".join(cells[len(columns) :]).strip() or "…"
    return named


def _encoding(path: Path) -> str:
    """UTF-8 when the whole file is, Windows-1252 otherwise.

    Raises: UnusableFileError for a file that is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    with _unpacked(path) as stream:
        for chunk in iter(lambda: stream.read(PROBE_BYTES), b""):
            if b"\x00" in chunk:
                raise UnusableFileError(_("The file is not text: it cannot be a CSV list."))
            if encoding == "utf-8-sig":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    return encoding


@contextmanager
def _lines(path: Path, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of the file, their ends kept; a byte that the encoding does not know becomes a visible �."""
    with _unpacked(path) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        yield _bounded_lines(text)


def _bounded_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_LINE_CHARS + 1):
        if len(line) > MAX_LINE_CHARS:
            raise UnusableFileError(
                _("A line has more than %(limit)d characters: the file is no list.")
                % {"limit": MAX_LINE_CHARS}
            )
        yield line


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    """The bytes of the file, out of gzip when its first two bytes say so."""
    try:
        with path.open("rb") as packed:
            is_gzip = packed.read(2) == GZIP_MAGIC
            packed.seek(0)
            source = gzip.GzipFile(fileobj=packed) if is_gzip else packed
            yield io.BufferedReader(_Bounded(source))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnusableFileError(_("The compressed file is damaged or cut short.")) from error
    except OSError as error:
        raise UnusableFileError(
            _("The file cannot be read: %(error)s.") % {"error": error.strerror or error}
        ) from error


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than `MAX_UNPACKED_BYTES`, however small the file was once packed."""

    def __init__(self, source: BinaryIO | gzip.GzipFile) -> None:
        super().__init__()
        self._source = source
        self._given_bytes = 0

    def readable(self) -> bool:
        """Reading is all it does."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Give the next bytes.

        Raises: UnusableFileError past the bound.
        """
        view = memoryview(buffer).cast("B")
        chunk = self._source.read(len(view))
        self._given_bytes += len(chunk)
        if self._given_bytes > MAX_UNPACKED_BYTES:
            raise UnusableFileError(
                _("The file holds more than %(limit)d MiB: it is no list of establishments.")
                % {"limit": MAX_UNPACKED_BYTES // 1024**2}
            )
        view[: len(chunk)] = chunk
        return len(chunk)
