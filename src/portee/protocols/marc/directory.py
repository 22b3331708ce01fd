"""Finds the fields of one ISO 2709 record: by its directory, or by the terminators where the directory lies.

Source: ISO 2709:2008, 4.2 (leader), 4.4 (directory: tag of 3, length of 4, start of 5 characters), 4.5 (fields).
Characters are not decoded here: a field stays bytes until `charset` has weighed the whole record.
"""

from dataclasses import dataclass
from itertools import accumulate

from portee.protocols.marc.cutting import FIELD_END, LEADER_LENGTH, RECORD_END, identifier_of
from portee.protocols.records import Remark, UnreadableRecordError

TAG_LENGTH = 3
ENTRY_LENGTH = 12
_LENGTH_UNIT = 100_000
"""What one byte of length counts for in the nine digits of an entry: five digits of offset follow."""
_NO_CONTROLS = dict.fromkeys(range(0x20), " ")
LONGEST_RECORD = 99_999
"""Five digits of length."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The tags of a record and, in the same order, the bytes of its fields; `body` is these with 1E between them."""

    leader: str
    tags: list[str]
    parts: list[bytes]
    body: bytes
    remarks: list[Remark]

    def first(self, tag: str) -> bytes:
        """Give the first field of that tag, or nothing."""
        return self.parts[self.tags.index(tag)] if tag in self.tags else b""


def lay_out(content: bytes) -> Layout:
    """Give the fields of one record, and what had to be mended to find them.

    Raises UnreadableRecordError: `no-leader`, `truncated` (the end of the record is missing) or `wrong-directory` (it
    has not as many entries as there are fields).
    """
    if len(content) <= LEADER_LENGTH or FIELD_END in content[:LEADER_LENGTH]:
        raise _unreadable(content, "no-leader")
    remarks = _remarks_on_length(content)
    tags, parts = _by_directory(content)
    if not parts:
        tags, parts = _by_terminators(content)
        remarks.append(Remark("wrong-directory"))
    if not parts:
        raise _unreadable(content, "wrong-directory")
    leader = content[:LEADER_LENGTH].decode("ascii", "replace")
    if not leader.isprintable():
        leader = leader.translate(_NO_CONTROLS)
    return Layout(leader, tags, parts, FIELD_END.join(parts), remarks)


def _unreadable(content: bytes, code: str, *values: str) -> UnreadableRecordError:
    return UnreadableRecordError(Remark(code, values=values), identifier_of(content))


def _remarks_on_length(content: bytes) -> list[Remark]:
    """Compare what the leader says of the length with the bytes that are there."""
    said = int(content[:5]) if content[:5].isdigit() else -1
    actual = len(content)
    values = (content[:5].decode("ascii", "replace"), str(actual))
    if not content.endswith(RECORD_END):
        if said > actual + 1 or not content.endswith(FIELD_END):
            raise _unreadable(content, "truncated", *values)
        return [Remark("missing-terminator")]
    if said == actual:
        return []
    return [
        Remark("longer-than-iso2709" if actual > LONGEST_RECORD else "wrong-length", "", values)
    ]


def _by_directory(content: bytes) -> tuple[list[str], list[bytes]]:
    """Follow the directory; give nothing as soon as one entry does not name exactly one field."""
    try:
        base = int(content[12:17])
        directory = content[LEADER_LENGTH : base - 1].decode("ascii")
        starts = range(0, len(directory), ENTRY_LENGTH)
        # Length and offset in one number of nine digits: half as many to read, 400 million times in an export.
        entries = [int(directory[at + 3 : at + 12]) for at in starts]
    except ValueError:
        return [], []
    if not entries or len(directory) % ENTRY_LENGTH or content[base - 1 : base] != FIELD_END:
        return [], []
    tags = [directory[at : at + 3] for at in starts]
    parts = content[base : content.rfind(FIELD_END)].split(FIELD_END)
    if entries == _entries_of(parts):
        return tags, parts
    # Some systems write fields in another order than their entries.
    lengths = [entry // _LENGTH_UNIT for entry in entries]
    offsets = [entry % _LENGTH_UNIT for entry in entries]
    ends = [base + offset + length - 1 for offset, length in zip(offsets, lengths, strict=True)]
    parts = [content[base + at : end] for at, end in zip(offsets, ends, strict=True)]
    if min(lengths) < 1 or any(content[at : at + 1] != FIELD_END for at in ends):
        return [], []
    return ([], []) if any(FIELD_END in part for part in parts) else (tags, parts)


def _entries_of(parts: list[bytes]) -> list[int]:
    """Give the entries, without their tags, of fields that lie one after the other."""
    lengths = [len(part) + 1 for part in parts]
    return [
        length * _LENGTH_UNIT + offset
        for length, offset in zip(lengths, accumulate(lengths, initial=0), strict=False)
    ]


def _by_terminators(content: bytes) -> tuple[list[str], list[bytes]]:
    """Give the tags of the directory, in order, to what lies between terminators, if there are as many."""
    head, *parts = content[LEADER_LENGTH:].removesuffix(RECORD_END).split(FIELD_END)
    if parts and not parts[-1].strip():
        parts.pop()
    tags = [head[at : at + TAG_LENGTH] for at in range(0, len(head), ENTRY_LENGTH)]
    # A directory that lost or gained a byte would give its fields tags that are not theirs.
    if len(head) % ENTRY_LENGTH or len(tags) != len(parts) or not all(map(bytes.isalnum, tags)):
        return [], []
    return [tag.decode("ascii", "replace") for tag in tags], parts
