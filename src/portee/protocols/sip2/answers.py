"""The answers we believe: login (94), system status (98), patron status (24), patron information (64).

Reading is strict because an answer opens a door: whatever is missing, blank where it may not be, said twice, or not
about the card that was asked for is a `Sip2Refusal`, and never « valid ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portee.protocols.sip2.dialect import STATUS_FLAGS, Dialect
from portee.protocols.sip2.fields import Fixed, day, demanded, flag, named_fields
from portee.protocols.sip2.framing import opened
from portee.protocols.sip2.refusal import Reason, Sip2Refusal

_ANSWER_TO = {"63": "64", "23": "24"}


@dataclass(frozen=True, slots=True)
class SystemStatus:
    """Message 98: whether the system is on line, and which requests it says it knows (`BX`, empty when unsaid)."""

    is_online: bool
    supported: str


@dataclass(frozen=True, slots=True)
class Patron:
    """Messages 24 and 64. Only somebody known has the rest; only the right secret may show it to anybody."""

    is_known: bool
    has_right_secret: bool
    card_number: str = ""
    name: str = ""
    email: str = ""
    establishment: str = ""
    expiry_date: date | None = None
    flags: frozenset[str] = frozenset()


def read_login(frame: bytes, *, dialect: Dialect, sequence: int) -> bool:
    """Whether the login was accepted (94). Raises Sip2Refusal."""
    fixed = _fixed(frame, "94", dialect, sequence)
    accepted = fixed.take(1, "[01]") == "1"
    named_fields(fixed.rest, field_end=dialect.field_end)
    return accepted


def read_system_status(frame: bytes, *, dialect: Dialect, sequence: int) -> SystemStatus:
    """What the system says of itself (98). Raises Sip2Refusal."""
    fixed = _fixed(frame, "98", dialect, sequence)
    switches = fixed.take(6, "[YN]{6}")
    fixed.take(6, r"\d{6}")
    fixed.take_instant()
    fixed.take(4, r"\d\.\d\d")
    found = named_fields(fixed.rest, field_end=dialect.field_end)
    _refuse_other_institution(found, dialect)
    return SystemStatus(is_online=switches[0] == "Y", supported=found.get("BX", ""))


def read_patron(frame: bytes, *, card_number: str, dialect: Dialect, sequence: int) -> Patron:
    """What the system says of the reader who was asked for (64, or 24). Raises Sip2Refusal."""
    code = _ANSWER_TO[dialect.patron_message]
    fixed = _fixed(frame, code, dialect, sequence)
    status = fixed.take(14, "[Y ]{14}")
    fixed.take(3, r"\d{3}")
    fixed.take_instant()
    if code == "64":
        fixed.take(24, r"(?:\d{4}| {4}){6}")
    found = named_fields(fixed.rest, field_end=dialect.field_end)
    _refuse_other_institution(found, dialect)
    return _patron(found, status, card_number, dialect)


def _patron(found: Mapping[str, str], status: str, card_number: str, dialect: Dialect) -> Patron:
    answered_card = demanded(found, "AA")
    if dialect.same_card and answered_card != card_number:
        raise Sip2Refusal(Reason.CARD, "AA")
    if not flag(found, "BL"):
        return Patron(is_known=False, has_right_secret=False)
    if not flag(found, "CQ"):
        return Patron(is_known=True, has_right_secret=False)
    if not answered_card:
        raise Sip2Refusal(Reason.BLANK, "AA")
    if not demanded(found, "AE"):
        raise Sip2Refusal(Reason.BLANK, "AE")
    expiry = found.get(dialect.expiry_field, "")
    return Patron(
        is_known=True,
        has_right_secret=True,
        card_number=answered_card,
        name=found["AE"],
        email=found.get(dialect.email_field, ""),
        establishment=found.get(dialect.establishment_field, ""),
        expiry_date=day(expiry, shape=dialect.expiry_format, code=dialect.expiry_field)
        if expiry
        else None,
        flags=frozenset(
            name for name, mark in zip(STATUS_FLAGS, status, strict=True) if mark == "Y"
        ),
    )


def _fixed(frame: bytes, code: str, dialect: Dialect, sequence: int) -> Fixed:
    text = opened(frame, dialect=dialect, sequence=sequence)
    if text[:2] != code:
        raise Sip2Refusal(Reason.OTHER_MESSAGE, text[:2] if text[:2].isdecimal() else "")
    return Fixed(text[2:])


def _refuse_other_institution(found: Mapping[str, str], dialect: Dialect) -> None:
    answered = demanded(found, "AO")
    if dialect.institution_checked and answered != dialect.institution_id:
        raise Sip2Refusal(Reason.INSTITUTION, "AO")
