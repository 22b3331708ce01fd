"""Takes records out of what they were packed in: gzip, a zip of one file, or nothing at all.

The file is never unpacked ahead of what is read, so that a bomb costs what was read of it and no more.
Source: RFC 1952 (gzip); PKWARE APPNOTE 6.3, 4.3 and 4.4 (zip).
"""

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar, cast

from portee.protocols.records import Limits, Remark, UnusableFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES: Final = 64 * 1024
"""How much `peek` gives of the stream: all that detection may look at."""
_T = TypeVar("_T")
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHERS: Final = (
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
)
_WORKBOOK: Final = "xl/workbook.xml"
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_LONGEST_END: Final = 22 + 0xFFFF
_DIRECTORY_BYTES: Final = 1024 * 1024
"""Of a zip: some ten thousand members, far more than one file and its folders."""
_ENCRYPTED: Final = 0x1


def unpack(stream: BinaryIO, limits: Limits) -> io.BufferedReader:
    """Give the content of a file opened at its start, as a stream that can be read, sought and peeked at.

    `peek(HEAD_BYTES)` gives its head and leaves it in place. A workbook (XLSX) is a zip that is read as it is.

    Raises UnusableFileError, here or while reading: `empty-file`, `truncated-archive`, `broken-archive`,
    `encrypted-archive`, `unsupported-archive` (bzip2, xz, 7z, RAR, Zstandard), `nested-archive`, `no-member` and
    `several-members` (of a zip), `archive-bomb` (beyond `limits.expansion`), `too-large` (beyond `content_bytes`).
    """
    head = _head(stream)
    if not head:
        raise UnusableFileError(Remark("empty-file"))
    if head.startswith(_OTHERS):
        raise UnusableFileError(Remark("unsupported-archive"))
    if head.startswith(_GZIP):
        inner, is_packed = cast("BinaryIO", gzip.GzipFile(fileobj=stream)), True
    elif head.startswith(_ZIP):
        inner, is_packed = _member(stream, limits)
    else:
        inner, is_packed = stream, False
    content: io.BufferedReader = io.BufferedReader(_Content(inner, stream, limits), HEAD_BYTES)
    if is_packed:
        _refuse_nested(content.peek(HEAD_BYTES))
    return content


def _head(stream: BinaryIO) -> bytes:
    head = stream.read(8)
    stream.seek(0)
    return head


def _refuse_nested(head: bytes) -> None:
    if not head:
        raise UnusableFileError(Remark("empty-file"))
    if head.startswith((_GZIP, *_ZIP, *_OTHERS)):
        raise UnusableFileError(Remark("nested-archive"))


def _member(stream: BinaryIO, limits: Limits) -> tuple[BinaryIO, bool]:
    """Open the one file of a zip, or give the stream back when it is a workbook."""
    _refuse_long_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnusableFileError(Remark("broken-archive")) from error
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith("__MACOSX/")
    ]
    if any(member.filename == _WORKBOOK for member in members):
        stream.seek(0)
        return stream, False
    if len(members) != 1:
        code = "several-members" if members else "no-member"
        raise UnusableFileError(Remark(code, values=(str(len(members)),)))
    _refuse_member(members[0], limits)
    return cast("BinaryIO", _guarded(lambda: archive.open(members[0]))), True


def _refuse_long_directory(stream: BinaryIO) -> None:
    """Look at the size of a zip's directory before it is read, for it is read whole."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read()
    stream.seek(0)
    end = tail.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(tail) < end + 22:
        raise UnusableFileError(Remark("truncated-archive"))
    if int.from_bytes(tail[end + 12 : end + 16], "little") > _DIRECTORY_BYTES:
        raise UnusableFileError(Remark("several-members"))


def _refuse_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a member by what the directory says of it; zipfile holds the content to these figures."""
    if member.flag_bits & _ENCRYPTED:
        raise UnusableFileError(Remark("encrypted-archive"))
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnusableFileError(Remark("unsupported-archive"))
    _check(member.file_size, member.compress_size, limits)


def _check(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.content_bytes:
        raise UnusableFileError(Remark("too-large", values=(str(limits.content_bytes),)))
    if unpacked > max(limits.expansion_floor_bytes, packed * limits.expansion):
        raise UnusableFileError(Remark("archive-bomb", values=(str(limits.expansion),)))


def _guarded(action: Callable[[], _T]) -> _T:
    """Do what reads packed bytes, and say in our words what is wrong with them."""
    try:
        return action()
    except EOFError as error:
        raise UnusableFileError(Remark("truncated-archive")) from error
    except (OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnusableFileError(Remark("broken-archive")) from error


class _Content(io.RawIOBase):
    """What a container holds, counted as it is read against what the container itself weighs."""

    def __init__(self, inner: BinaryIO, packed: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._inner = inner
        self._packed = packed
        self._limits = limits

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return _guarded(lambda: self._inner.seek(offset, whence))

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the whole buffer but at the end, so that `peek` gives as much as there is."""
        view = memoryview(buffer)
        filled = 0
        while filled < len(view):
            block = self._read(len(view) - filled)
            if not block:
                break
            view[filled : filled + len(block)] = block
            filled += len(block)
        return filled

    def _read(self, size: int) -> bytes:
        is_packed = self._inner is not self._packed
        block = _guarded(lambda: self._inner.read(size)) if is_packed else self._inner.read(size)
        unpacked = self._inner.tell()
        _check(unpacked, self._packed.tell() if is_packed else unpacked, self._limits)
        return block
