"""Opening hours as staff type them: « 10h-12h30, 14:00-18:00 » for a day, a line for days that differ. Pure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import pairwise

from django.utils.translation import gettext as _

from portee.network.hours import ExceptionalDays, Span

_CLOCK = r"(\d{1,2})(?:\s*[h:]\s*(\d{2})?)?"
_SPAN = re.compile(rf"^{_CLOCK}\s*(?:-|–|—|à|to)\s*{_CLOCK}$", re.IGNORECASE)
_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_LINE = re.compile(
    rf"^{_DAY}(?:\s*(?:-|–|—|au|to)\s*{_DAY})?\s*:\s*([^:|]+(?::\d{{2}}[^|]*)?)(?:\|(.*))?$"
)
CLOSED_WORDS = frozenset({"", "fermé", "ferme", "fermée", "closed"})
MAX_SPANS = 6


def parse_spans(text: str) -> list[Span]:
    """The spans of a day; an empty text, or « fermé », is a closed day.

    Raises: ValueError, with a sentence for whoever typed.
    """
    if text.strip().lower() in CLOSED_WORDS:
        return []
    parts = re.split(r"[,;+]| et ", text)
    if len(parts) > MAX_SPANS:
        raise ValueError(_("That is too many periods for one day."))
    spans = sorted(_parse_span(part.strip()) for part in parts)
    if any(earlier.closes > later.opens for earlier, later in pairwise(spans)):
        raise ValueError(_("“%(text)s”: two of these periods overlap.") % {"text": text.strip()})
    return spans


def write_spans(spans: Iterable[Span]) -> str:
    """The spans of a day as `parse_spans` reads them."""
    return ", ".join(f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans)


def parse_exceptions(text: str) -> list[ExceptionalDays]:
    """Days that differ, one line each: « 24/12/2026 - 02/01/2027 : fermé | Congés ».

    Several spans of one line make several exceptions of the same dates.
    Raises: ValueError, with a sentence that quotes the line.
    """
    found: list[ExceptionalDays] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found += _parse_line(line)
    return found


def write_exceptions(exceptions: Sequence[ExceptionalDays]) -> str:
    """Days that differ as `parse_exceptions` reads them."""
    return "\n".join(_write_line(days) for days in exceptions)


def _parse_span(text: str) -> Span:
    match = _SPAN.match(text)
    if match is None:
        raise ValueError(_("“%(text)s” is not a period such as 10:00-12:30.") % {"text": text})
    opens_hour, opens_minute, closes_hour, closes_minute = match.groups()
    try:
        opens = time(int(opens_hour), int(opens_minute or 0))
        closes = time(int(closes_hour), int(closes_minute or 0))
    except ValueError:
        raise ValueError(
            _("“%(text)s” holds a time that does not exist.") % {"text": text}
        ) from None
    if closes <= opens:
        raise ValueError(
            _("“%(text)s” ends before it begins: a period never passes midnight.") % {"text": text}
        )
    return Span(opens, closes)


def _parse_line(line: str) -> list[ExceptionalDays]:
    match = _LINE.match(line)
    if match is None:
        raise ValueError(
            _("“%(line)s” is not a line such as 24/12/2026 - 02/01/2027 : closed | Holidays.")
            % {"line": line}
        )
    *days, hours, label = match.groups()
    start = _parse_day(days[:3], line=line)
    end = _parse_day(days[3:], line=line) if days[3] else start
    if end < start:
        raise ValueError(_("“%(line)s” ends before it begins.") % {"line": line})
    spans: list[Span | None] = [*parse_spans(hours)] or [None]
    return [ExceptionalDays(start, end, span, (label or "").strip()) for span in spans]


def _parse_day(parts: Sequence[str], *, line: str) -> date:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            _("“%(line)s” holds a day that does not exist.") % {"line": line}
        ) from None


def _write_line(days: ExceptionalDays) -> str:
    dates = f"{days.start_date:%d/%m/%Y}"
    if days.end_date != days.start_date:
        dates += f" - {days.end_date:%d/%m/%Y}"
    hours = write_spans([days.span]) if days.span else _("closed")
    return f"{dates} : {hours}" + (f" | {days.label}" if days.label else "")
