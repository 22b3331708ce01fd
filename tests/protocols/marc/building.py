"""Records of ISO 2709 made by hand, right or with one thing wrong."""

from io import BytesIO

from portee.protocols.marc import cut_iso2709
from portee.protocols.records import Limits, RawRecord, RefusedRecord

LEADER = "00000nam0 2200000   450 "
MARC21_LEADER = "00000nam  2200000 a 4500"
FIELD_END = b"\x1e"
RECORD_END = b"\x1d"


def iso2709(*fields: tuple[str, bytes], leader: str = LEADER) -> bytes:
    """Write fields (tag, bytes before their terminator) as a right record."""
    return with_directory([(tag, len(part) + 1) for tag, part in fields], fields, leader)


def with_directory(
    entries: list[tuple[str, int]], fields: tuple[tuple[str, bytes], ...], leader: str = LEADER
) -> bytes:
    """Write a record whose directory says these lengths, each field said to follow the one before."""
    directory = ""
    start = 0
    for tag, length in entries:
        directory += f"{tag}{min(length, 9_999):04}{min(start, 99_999):05}"
        start += length
    body = b"".join(part + FIELD_END for _, part in fields) + RECORD_END
    base = 24 + len(directory) + 1
    head = f"{min(base + len(body), 99_999):05}{leader[5:12]}{base:05}{leader[17:]}{directory}"
    return head.encode("ascii") + FIELD_END + body


def book(title: str | bytes = "Les fêtes", number: str = "1") -> bytes:
    """Write a small UNIMARC record with that title."""
    written = title.encode() if isinstance(title, str) else title
    return iso2709(("001", number.encode()), ("200", b"1 \x1fa" + written + b"\x1ffHugo"))


def cut(content: bytes, limits: Limits | None = None) -> list[RawRecord | RefusedRecord]:
    """Cut bytes into records."""
    return list(cut_iso2709(BytesIO(content), limits or Limits()))
