"""What the importing process and its readers say to each other: frames of MessagePack, each after its length."""

from typing import IO, Final

import msgspec

from portee.catalogue.reading.preparation import Outcome
from portee.protocols.description import Format

_LENGTH_BYTES: Final = 8


class Task(msgspec.Struct, frozen=True, array_like=True):
    """Contents to be read, all of one format, with one sheet (as JSON)."""

    format_name: Format
    sheet: bytes
    contents: tuple[bytes, ...]


Answer = tuple[Outcome, ...]
"""One outcome for each content, in order."""


def write_frame(stream: IO[bytes], value: object) -> None:
    """Send one value."""
    frame = msgspec.msgpack.encode(value)
    stream.write(len(frame).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(frame)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next value, still encoded; None when the other side is gone."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    frame = stream.read(length)
    return frame if len(frame) == length else None
