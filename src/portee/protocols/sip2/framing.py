"""One message on the line: its end, its checksum, its sequence number.

Source: 3M SIP 2.00, « Error Detection »: the checksum is the two's complement of the sum of all bytes up to and with
`AZ`, on sixteen bits, as four hexadecimal digits; the sequence number is one digit that the answer repeats.
"""

import re

from portee.protocols.sip2.dialect import Dialect
from portee.protocols.sip2.refusal import Reason, Sip2Refusal

MAX_FRAME_BYTES = 16 * 1024
"""A patron answer without lists of loans holds a few hundred bytes."""

_TRAILER = re.compile(rb"(?:AY([0-9]))?AZ([0-9A-Fa-f]{4})\Z")
_SHORTEST = 3


def checksum(content: bytes) -> str:
    """The four digits that follow `AZ`."""
    return f"{-sum(content) & 0xFFFF:04X}"


def seal(text: str, *, dialect: Dialect, sequence: int) -> bytes:
    """The message as it is sent: encoded, sealed where the dialect detects errors, ended.

    Raises Sip2Refusal when the character set of the dialect lacks a character.
    """
    try:
        content = text.encode(dialect.charset)
    except UnicodeEncodeError:
        raise Sip2Refusal(Reason.UNWRITABLE) from None
    if dialect.error_detection:
        content += f"AY{sequence % 10}AZ".encode("ascii")
        content += checksum(content).encode("ascii")
    return content + dialect.line_end.encode("ascii")


def find_frame_end(received: bytes, dialect: Dialect) -> int | None:
    """Where the first message of what was received ends, its line end included; none while it has not."""
    mark = dialect.line_end[-1].encode("ascii")
    at = received.find(mark, len(received) - len(received.lstrip(b"\r\n")))
    return None if at < 0 else at + 1


def frame_in(received: bytes, dialect: Dialect) -> bytes:
    """The one message that was received, without its line end.

    Raises Sip2Refusal when it is cut, too long, or not alone: an answer comes after each request, and one only.
    """
    if len(received) > MAX_FRAME_BYTES:
        raise Sip2Refusal(Reason.TOO_LONG)
    end = find_frame_end(received, dialect)
    if end is None:
        raise Sip2Refusal(Reason.TRUNCATED)
    if received[end:].strip(b"\r\n"):
        raise Sip2Refusal(Reason.TRAILING)
    return received[:end].strip(b"\r\n")


def opened(frame: bytes, *, dialect: Dialect, sequence: int) -> str:
    """The text of a message once its seal was checked and taken off.

    A seal is demanded where the dialect detects errors; where it does not, one that is there must still be right.
    Raises Sip2Refusal.
    """
    if len(frame) > MAX_FRAME_BYTES:
        raise Sip2Refusal(Reason.TOO_LONG)
    if len(frame) < _SHORTEST:
        raise Sip2Refusal(Reason.TRUNCATED)
    content = _unsealed(frame, dialect, sequence)
    try:
        text = content.decode(dialect.charset)
    except UnicodeDecodeError:
        raise Sip2Refusal(Reason.CHARSET) from None
    if any(not character.isprintable() and character != "\u00a0" for character in text):
        raise Sip2Refusal(Reason.CONTROL_CHARACTER)
    return text


def _unsealed(frame: bytes, dialect: Dialect, sequence: int) -> bytes:
    found = _TRAILER.search(frame)
    if found is None:
        if dialect.error_detection:
            raise Sip2Refusal(Reason.CHECKSUM, "AZ")
        return frame
    number, digits = found.groups()
    if checksum(frame[: found.end() - len(digits)]) != digits.decode("ascii").upper():
        raise Sip2Refusal(Reason.CHECKSUM, "AZ")
    if dialect.error_detection and number is None:
        raise Sip2Refusal(Reason.SEQUENCE, "AY")
    if number is not None and int(number) != sequence % 10:
        raise Sip2Refusal(Reason.SEQUENCE, "AY")
    return frame[: found.start()]
