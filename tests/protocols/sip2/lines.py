"""Frames for the tests of SIP2, sealed here by another sum than the package's own."""

from portee.protocols.sip2 import Dialect, read_dialect

CARD = "24500001234567"
WHEN = "20261122    093000"

STANDARD = read_dialect('institution_id = "BMVR"')
OLD = read_dialect('family = "old"\ninstitution_id = "BMVR"')

NAMED = f"AOBMVR|AA{CARD}|AEZoé Lefèvre|BZ0010|BLY|CQY|BEzoe@example.org|AFBonjour|AFà vous|"
KNOWN = f"64{' ' * 14}002{WHEN}{'0000' * 6}{NAMED}"
"""Message 64 about somebody whose secret was right."""


def sealed(text: str, *, sequence: int = 2, charset: str = "cp850") -> bytes:
    """The frame of an answer, as a system with error detection sends it, line end left out."""
    content = f"{text}AY{sequence}AZ".encode(charset)
    return content + f"{(0x10000 - sum(content) % 0x10000) % 0x10000:04X}".encode()


def patron(old: str = "", new: str = "", *, text: str = KNOWN) -> bytes:
    """That answer, one part of it replaced."""
    assert old in text
    return sealed(text.replace(old, new, 1) if old else text)


def dialect(sheet: str) -> Dialect:
    """The standard dialect, with lines changed."""
    return read_dialect(f'institution_id = "BMVR"\n{sheet}')
