"""A file of records, opened: unpacked, recognised, cut, its limits kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Final

from portee.protocols.container import unpack
from portee.protocols.description import Format
from portee.protocols.records import Limits, RawRecord, RefusedRecord

HEAD_BYTES: Final = 256 * 1024
"""What a format is recognised by."""
_BLOCK: Final = 1024 * 1024

Cut = RawRecord | RefusedRecord


def fingerprint_of(path: Path) -> str:
    """Sixty-four hexadecimal characters that tell this file from any other."""
    digest = blake2b(digest_size=32)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def format_of(path: Path, *, limits: Limits) -> Format:
    """The format a file has, by its content.

    Raises: UnusableFileError when it is empty, foreign, or packed as a bomb.
    """
    # What tells ten formats apart takes half a second to load, and few processes need it: not at every start.
    from portee.protocols.detection import detect  # noqa: PLC0415

    with opened(path, limits=limits) as stream:
        return detect(stream.read(HEAD_BYTES))


def count_records(path: Path, *, format_name: Format, limits: Limits) -> int:
    """How many records a file holds, refused ones included. The whole of it is gone through.

    Raises: UnusableFileError when the file cannot be used, or passes a limit somewhere: nothing of it is to be
    written then.
    """
    with cut_file(path, format_name=format_name, limits=limits) as records:
        return sum(1 for _ in records)


@contextmanager
def cut_file(path: Path, *, format_name: Format, limits: Limits) -> Iterator[Iterator[Cut]]:
    """The records of a file as they lie in it, while the block runs."""
    from portee.protocols.formats import FORMATS  # noqa: PLC0415  as above

    with opened(path, limits=limits) as stream:
        yield FORMATS[format_name].cut(stream, limits)


@contextmanager
def opened(path: Path, *, limits: Limits) -> Iterator[BinaryIO]:
    """The content of a file, unpacked as it is read."""
    with path.open("rb") as file:
        yield unpack(file, limits)
