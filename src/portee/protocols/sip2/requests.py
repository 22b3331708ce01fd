"""The requests we send: login (93), system status (99), patron status (23), patron information (63)."""

from datetime import UTC, datetime

from portee.protocols.sip2.dialect import Dialect
from portee.protocols.sip2.framing import seal
from portee.protocols.sip2.refusal import Reason, Sip2Refusal

VERSION = "2.00"
MAX_VALUE_LENGTH = 255


def write_login(*, user: str, password: str, dialect: Dialect, sequence: int) -> bytes:
    """Message 93: neither the user nor the password is enciphered. Raises Sip2Refusal."""
    named = [("CN", user), ("CO", password)]
    if dialect.location:
        named.append(("CP", dialect.location))
    return _sealed("9300", named, dialect, sequence)


def write_status_request(*, dialect: Dialect, sequence: int) -> bytes:
    """Message 99: all is well on our side, our printer has 80 columns. Raises Sip2Refusal."""
    return _sealed(f"990080{VERSION}", [], dialect, sequence)


def write_patron_request(
    *, card_number: str, secret: str, at: datetime, dialect: Dialect, sequence: int
) -> bytes:
    """Message 63, without any list, or 23. Raises Sip2Refusal when a value cannot be written.

    An empty secret is never sent: systems are known to answer that it is the right one.
    """
    if not card_number or not secret:
        raise Sip2Refusal(Reason.UNWRITABLE, "AD" if card_number else "AA")
    head = f"{dialect.patron_message}{dialect.language}{_instant(at, dialect)}"
    if dialect.patron_message == "63":
        head += " " * 10
    named = [("AO", dialect.institution_id), ("AA", card_number)]
    named += [(code, "") for code in dialect.blank_fields]
    return _sealed(head, [*named, ("AD", secret)], dialect, sequence)


def _sealed(head: str, named: list[tuple[str, str]], dialect: Dialect, sequence: int) -> bytes:
    for code, value in named:
        is_writable = value.isprintable() and dialect.field_end not in value
        if not is_writable or len(value) > MAX_VALUE_LENGTH or value != value.strip():
            raise Sip2Refusal(Reason.UNWRITABLE, code)
    body = "".join(f"{code}{value}{dialect.field_end}" for code, value in named)
    return seal(head + body, dialect=dialect, sequence=sequence)


def _instant(at: datetime, dialect: Dialect) -> str:
    """`YYYYMMDDZZZZHHMMSS`, the zone blank for local time and Z for UTC. Source: « transaction date »."""
    if dialect.dates == "utc":
        return f"{at.astimezone(UTC):%Y%m%d   Z%H%M%S}"
    return f"{at:%Y%m%d    %H%M%S}"
