"""The lines of a stream, in constant memory, with their places and whatever ends them."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK_BYTES = 64 * 1024


class Line(NamedTuple):
    """One line without its end. `is_cut`: it was longer than asked for, and this is its beginning."""

    offset_bytes: int
    content: bytes
    is_cut: bool = False


def end_of_lines(head: bytes, unit: int) -> bytes:
    """Tell what ends the lines of a file: a line feed (a carriage return may stand before it), or that return alone,
    as old Macintosh programs wrote. Given for UTF-8; `unit` is the size of a code unit.
    """
    feed = head.find(b"\n")
    back = head.find(b"\r")
    return b"\r" if feed == -1 and back != -1 and (unit == 1 or head.count(b"\r") > 1) else b"\n"


def lines_of(
    stream: BinaryIO, head: bytes, *, start: int, end: bytes, unit: int, most_bytes: int
) -> Iterator[Line]:
    """Give the lines after `start` bytes. `head` is what was read of the stream already; `end` is in the charset."""
    buffer = bytearray(head[start:])
    offset = start
    is_over = False
    while not is_over or buffer:
        found = _find(buffer, end, unit)
        if found == -1 and not is_over and len(buffer) <= most_bytes:
            chunk = stream.read(CHUNK_BYTES)
            is_over = not chunk
            buffer += chunk
            continue
        if found == -1 and not is_over:
            first = bytes(buffer)
            passed = _pass_line(stream, buffer, end, unit)
            yield Line(offset, first[:most_bytes], is_cut=True)
            offset += passed
            continue
        stop = len(buffer) if found == -1 else found
        yield Line(offset, bytes(buffer[:stop]), is_cut=stop > most_bytes)
        used = min(len(buffer), stop + len(end))
        del buffer[:used]
        offset += used


def _find(buffer: bytearray, end: bytes, unit: int, place: int = 0) -> int:
    found = buffer.find(end, place)
    while found != -1 and found % unit:
        found = buffer.find(end, found + 1)
    return found


def _pass_line(stream: BinaryIO, buffer: bytearray, end: bytes, unit: int) -> int:
    """Drop the rest of a line too long to be kept; leave what follows it in the buffer. Give the bytes passed."""
    passed = 0
    while (found := _find(buffer, end, unit)) == -1:
        kept = len(buffer) % unit
        passed += len(buffer) - kept
        del buffer[: len(buffer) - kept]
        chunk = stream.read(CHUNK_BYTES)
        if not chunk:
            passed += len(buffer)
            buffer.clear()
            return passed
        buffer += chunk
    used = found + len(end)
    del buffer[:used]
    return passed + used
