"""Cuts a stream of ISO 2709 into records, one bad record never hiding the next.

Source: ISO 2709:2008, 4.1 (a record ends with 1D, a field with 1E). Every byte of the stream is in one of the records
or refusals given, or is padding between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from portee.protocols.records import Limits, RawRecord, RefusedRecord, Remark

RECORD_END = b"\x1d"
FIELD_END = b"\x1e"
LEADER_LENGTH = 24
REFUSED_BYTES = 100_000
"""What is kept of a stretch that cannot be a record."""
_BLOCK_BYTES = 1 << 20
_BLANKS = b"\r\n\x00 \t\x1a"
_PADDING = _BLANKS + b"\xef\xbb\xbf"
_LEADER = re.compile(rb"[0-9]{5}[ -~]{7}[0-9]{5}[ -~]{3}[ -~]{4}[0-9A-Za-z]{3}[0-9]{9}")
"""A leader and the first entry of a directory: what tells the start of a record from text."""


End = Literal["terminator", "stream", "limit"]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Bytes up to a terminator, the end of the stream or the limit; `end` says which."""

    offset: int
    data: bytes
    end: End = "terminator"


def cut_iso2709(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each record of the stream, or the stretch where none can be, with its position and its byte offset.

    The stream is read once, forwards: memory is bounded by `limits.record_bytes`. Only the ends of records are
    looked for here; what is wrong inside them is said by `parse_iso2709`, from the bytes kept.
    """
    position = 0
    for chunk in _chunks(stream, limits.record_bytes):
        if chunk.end == "limit":
            position += 1
            yield _refused(position, chunk, "record-too-long", str(limits.record_bytes))
        elif chunk.end == "terminator" and _ends_where_it_says(chunk.data):
            position += 1
            yield RawRecord(position, chunk.offset, chunk.data)
        else:
            for piece in _pieces(chunk):
                position += 1
                if _LEADER.match(piece.data) or _has_fields(piece.data):
                    yield RawRecord(position, piece.offset, piece.data)
                else:
                    yield _refused(position, piece, "no-record-here")


def identifier_of(content: bytes) -> str:
    """Give the 001 of a record that cannot be read, when its first field can still be found; else nothing."""
    if content[LEADER_LENGTH : LEADER_LENGTH + 3] != b"001":
        return ""
    parts = content[LEADER_LENGTH : LEADER_LENGTH + REFUSED_BYTES].split(FIELD_END, 2)
    return parts[1].decode("ascii", "replace").strip()[:60] if len(parts) > 1 else ""


def _refused(position: int, chunk: _Chunk, code: str, *values: str) -> RefusedRecord:
    content = chunk.data[:REFUSED_BYTES]
    remark = Remark(code, values=values)
    return RefusedRecord(position, chunk.offset, remark, content, identifier_of(content))


def _ends_where_it_says(data: bytes) -> bool:
    return data[:5].isdigit() and int(data[:5]) == len(data)


def _has_fields(data: bytes) -> bool:
    """Whether the stretch is long enough for a leader and holds at least a directory and one field."""
    return data.find(FIELD_END) >= LEADER_LENGTH and data.count(FIELD_END) > 1


def _chunks(stream: BinaryIO, limit: int) -> Iterator[_Chunk]:
    """Cut the stream at each record terminator; what runs past the limit is left out up to the next one."""
    buffer = b""
    offset = 0
    skipped: _Chunk | None = None
    while block := stream.read(_BLOCK_BYTES):
        buffer += block
        start = 0
        while (end := _end_of_record(buffer, start)) > 0:
            if skipped:
                yield skipped
                skipped = None
            else:
                end_kind: End = "limit" if end - start > limit else "terminator"
                yield from _trimmed(_Chunk(offset + start, buffer[start:end], end_kind))
            start = end
        offset += start
        buffer = buffer[start:]
        if skipped or len(buffer) > limit:
            skipped = skipped or _Chunk(offset, buffer[:REFUSED_BYTES], "limit")
            offset += len(buffer)
            buffer = b""
    yield from [skipped] if skipped else _trimmed(_Chunk(offset, buffer, "stream"))


def _end_of_record(buffer: bytes, start: int) -> int:
    """Find where the record that starts there ends, 0 when that is not in the buffer yet.

    The first terminator ends it, unless the length and the directory both say that this one is a stray byte inside.
    """
    end = buffer.find(RECORD_END, start) + 1
    if not end or buffer[start : start + 5] == b"%05d" % (end - start):
        return end
    length = buffer[start : start + 5]
    said = start + int(length) if length.isdigit() else 0
    if end < said <= len(buffer) and buffer[said - 2 : said] == FIELD_END + RECORD_END:
        last = _last_entry_end(buffer[start:said])
        if last == said - start - 1:
            return said
    return end


def _last_entry_end(data: bytes) -> int:
    """Give the position where the last field that the directory names ends, 0 when there is no directory."""
    base = data[12:17]
    if not (base.isdigit() and _LEADER.match(data)):
        return 0
    entry = data[int(base) - 13 : int(base) - 1]
    return int(base) + int(entry[3:7]) + int(entry[7:]) if entry[3:].isdigit() else 0


def _trimmed(chunk: _Chunk) -> Iterator[_Chunk]:
    """Leave out the line ends and padding that some systems put between records."""
    if chunk.end == "terminator" and chunk.data[:5].isdigit():
        yield chunk
        return
    kept = chunk.data.lstrip(_PADDING)
    before = len(chunk.data) - len(kept)
    if kept.strip(_PADDING + RECORD_END):
        if chunk.end == "stream":
            # A last record without terminator keeps its last field's; the padding after it is nobody's.
            kept = kept.rstrip(_BLANKS)
        yield _Chunk(chunk.offset + before, kept, chunk.end)


def _pieces(chunk: _Chunk) -> Iterator[_Chunk]:
    """Cut a chunk of several records, where one lost its terminator or something else stands before one."""
    starts = [0, *_later_starts(chunk.data)]
    for start, end in zip(starts, [*starts[1:], len(chunk.data)], strict=True):
        last = end == len(chunk.data)
        yield _Chunk(chunk.offset + start, chunk.data[start:end], chunk.end if last else "stream")


def _later_starts(data: bytes) -> Iterator[int]:
    """Find where else than at its first byte a chunk holds a leader followed by a whole directory."""
    for match in _LEADER.finditer(data, 1):
        start = match.start()
        base = int(data[start + 12 : start + 17])
        entries, rest = divmod(base - LEADER_LENGTH - 1, 12)
        if entries > 0 and not rest and data[start + base - 1 : start + base] == FIELD_END:
            yield start
