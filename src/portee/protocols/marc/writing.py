"""Writes a record as ISO 2709 in UTF-8, saying so where each dialect says it."""

from portee.protocols.marc.fields import FIELD_END, SUBFIELD
from portee.protocols.marc.record import ControlField, DataField, Dialect, MarcRecord

_RECORD_END = b"\x1d"
_ENTRY_LENGTH = 12
_LEADER_LENGTH = 24
_LONGEST_FIELD = 9_999
_LONGEST_RECORD = 99_999
_SEPARATORS = {0x1D: None, 0x1E: None, 0x1F: None}


def write_iso2709(record: MarcRecord, dialect: Dialect) -> bytes:
    """Give the record as ISO 2709 in UTF-8, its length, directory and character set told right.

    The set is said in leader/09 for MARC21, in 100 $a/26-29 for UNIMARC. Raises ValueError when the record is longer
    than 99,999 bytes or a field than 9,999: the format has no place to say it, MARCXML does.
    Source: ISO 2709:2008, 4.2 to 4.5; MARC 21, leader/09; UNIMARC Manual, 100 $a/26-29.
    """
    directory = []
    parts = []
    offset = 0
    for field in record.fields:
        part = _field(field, dialect)
        if len(part) > _LONGEST_FIELD:
            raise ValueError(f"Field {field.tag} takes {len(part)} bytes.")
        directory.append(f"{field.tag}{len(part):04}{offset:05}")
        parts.append(part)
        offset += len(part)
    base = _LEADER_LENGTH + _ENTRY_LENGTH * len(directory) + 1
    length = base + offset + 1
    if length > _LONGEST_RECORD:
        raise ValueError(f"The record takes {length} bytes.")
    head = _leader(record.leader, length, base, dialect) + "".join(directory) + FIELD_END
    return head.encode("ascii", "replace") + b"".join(parts) + _RECORD_END


def _leader(leader: str, length: int, base: int, dialect: Dialect) -> str:
    """Give the leader with what depends on the bytes: length, base address, sizes, and the set for MARC21."""
    charset = "a" if dialect == "marc21" else leader[9:10] or " "
    tail = leader[17:20].ljust(3) + ("4500" if dialect == "marc21" else "450 ")
    return f"{length:05}{leader[5:9]:4}{charset}22{base:05}{tail}"


def _field(field: ControlField | DataField, dialect: Dialect) -> bytes:
    if isinstance(field, ControlField):
        text = field.value.translate(_SEPARATORS)
    else:
        pieces = [code + text.translate(_SEPARATORS) for code, text in field.subfields]
        if dialect == "unimarc" and field.tag == "100":
            pieces = [_coded(piece) for piece in pieces]
        text = SUBFIELD.join([field.indicators, *pieces])
    return (text + FIELD_END).encode("utf-8", "replace")


def _coded(piece: str) -> str:
    """Say UTF-8 (« 50 ») in 100 $a/26-29, where the coded data are long enough to hold it."""
    return f"{piece[:27]}50  {piece[31:]}" if piece[0] == "a" and len(piece) > 30 else piece
