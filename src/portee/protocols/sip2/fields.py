"""The parts of a message: fixed fields by their width, then fields named by two characters.

Source: 3M SIP 2.00, « Protocol Message Formats »: a field begins with its code and ends with a delimiter, `|`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portee.protocols.sip2.refusal import Reason, Sip2Refusal

MAX_FIELDS = 400
REPEATED = frozenset({"AF", "AG", "AS", "AT", "AU", "AV", "BU", "CD"})
"""Lines for a screen or a printer and lists of items may come several times; a second copy of any other is a lie."""

_CODE = re.compile(r"[A-Z][A-Z0-9]", re.ASCII)
_INSTANT = re.compile(r"(\d{8})( {4}| {3}[A-Z])(\d{6})", re.ASCII)


@dataclass(slots=True)
class Fixed:
    """Reads fixed fields from the left; what is left over are the named ones."""

    rest: str

    def take(self, width: int, pattern: str) -> str:
        """The next field, which must look like `pattern`. Raises Sip2Refusal."""
        if len(self.rest) < width:
            raise Sip2Refusal(Reason.TRUNCATED)
        value, self.rest = self.rest[:width], self.rest[width:]
        if not re.fullmatch(pattern, value, re.ASCII):
            raise Sip2Refusal(Reason.FIXED_FIELD)
        return value

    def take_instant(self) -> None:
        """Pass over `YYYYMMDDZZZZHHMMSS`, which must be a moment that exists. Raises Sip2Refusal."""
        if len(self.rest) < 18:
            raise Sip2Refusal(Reason.TRUNCATED)
        value, self.rest = self.rest[:18], self.rest[18:]
        found = _INSTANT.fullmatch(value)
        try:
            datetime.strptime(f"{found[1]}{found[3]}" if found else "", "%Y%m%d%H%M%S")  # noqa: DTZ007
        except ValueError:
            raise Sip2Refusal(Reason.DATE) from None


def named_fields(text: str, *, field_end: str) -> Mapping[str, str]:
    """The named fields of a message; of one that may be repeated, the first. Raises Sip2Refusal."""
    if text and not text.endswith(field_end):
        raise Sip2Refusal(Reason.TRUNCATED)
    parts = text.split(field_end)[:-1]
    if len(parts) > MAX_FIELDS:
        raise Sip2Refusal(Reason.TOO_LONG)
    found: dict[str, str] = {}
    for part in parts:
        code, value = part[:2], part[2:]
        if not _CODE.fullmatch(code):
            raise Sip2Refusal(Reason.FIELD_CODE)
        if code in found and code not in REPEATED:
            raise Sip2Refusal(Reason.TWICE, code)
        found.setdefault(code, value.strip())
    return found


def demanded(found: Mapping[str, str], code: str) -> str:
    """A field that must be there, blank or not. Raises Sip2Refusal."""
    if code not in found:
        raise Sip2Refusal(Reason.MISSING, code)
    return found[code]


def flag(found: Mapping[str, str], code: str) -> bool:
    """`Y` or `N`: blank, missing or anything else is no answer. Raises Sip2Refusal."""
    value = demanded(found, code)
    if not value:
        raise Sip2Refusal(Reason.BLANK, code)
    if value not in {"Y", "N"}:
        raise Sip2Refusal(Reason.FIXED_FIELD, code)
    return value == "Y"


def day(text: str, *, shape: str, code: str) -> date:
    """The day a field gives, of which a time after it is dropped. Raises Sip2Refusal."""
    width = len(f"{date(2000, 1, 1):{shape}}")
    try:
        return datetime.strptime(text[:width], shape).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Sip2Refusal(Reason.DATE, code) from None
