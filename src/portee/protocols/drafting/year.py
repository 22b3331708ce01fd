"""Years out of coded dates and out of statements such as « [ca 1890] », « cop. 1987 », « 19.. », « 1993- ».

Years are of the common era. A number that cannot be a year of publication is no year, so that years of other
calendars written beside ours are passed over.
"""

import re
from enum import Enum

from portee.protocols.description import Years

EARLIEST = 400
LATEST = 2099
"""Beyond these a number is a slip or another calendar; no record of a library is older than the first codices."""

_UNKNOWN_DIGITS = " u|.-?_#xX"
_TOKEN = re.compile(
    r"(?<![\d])(?:(\d{4})(?!\d)|(\d{3})[.\-?u_](?!\d)|(\d{2})(?:\.\.|--|\?\?|uu|__)(?!\d))"
)
_ROMAN = re.compile(r"\bM[\s.]*[MDCLXVI][MDCLXVI\s.]*")
_SHORT_END = re.compile(r"\s*[-/–]\s*(\d{2})(?!\d)")
_OPEN_END = re.compile(r"[?\])>\s.]*[-–]\s*[\])>\s.]*(?:\.{3,}|…)?\s*$")
_BETWEEN = re.compile(
    r"[?\])\s]*(?:[-–/]|et|and|und|à|to|ou|or)[\[(\s]*(?:ca\.?|c\.?|\[)?\s*$", re.I
)
_ABOUT = re.compile(
    r"\bca?\b\.?\s*\[?(?=\d)|\bca\b|circa|vers|environ|about|\bum\b|entre|between|zwischen|approx",
    re.I,
)
_CORRECTED = re.compile(r"i\.\s?e\.|c\.-à-d|sic|recte|corr", re.I)
_ROMAN_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}

Span = tuple[int, int]


class DateKind(Enum):
    """What two coded dates mean together."""

    SINGLE = "single"
    """The first is the year; the second says something else."""
    RANGE = "range"
    """From the first to the second."""
    OPEN = "open"
    """From the first on; the second, when a year, ends it."""
    BETWEEN = "between"
    """One unknown year between the two."""


def _span(four: str) -> Span | None:
    """Read four characters as one year, or as a decade or a century whose last digits are not known."""
    if len(four) != 4 or not four.isascii():
        return None
    if four.isdecimal():
        year = int(four)
        return (year, year) if EARLIEST <= year <= LATEST else None
    known = four.rstrip(_UNKNOWN_DIGITS)
    if len(known) in (2, 3) and known.isdecimal():
        first, last = int(known.ljust(4, "0")), int(known.ljust(4, "9"))
        return (first, last) if first >= EARLIEST and last <= LATEST else None
    return None


def years_of_codes(kind: DateKind, first: str, second: str) -> Years | None:
    """Read two coded dates of four characters; None when they say nothing or what cannot be."""
    start = _span(first)
    if start is None:
        return None
    certainty = "exact" if start[0] == start[1] else "approximate"
    if kind is DateKind.SINGLE:
        return Years(start[0], start[1], certainty)
    end = _span(second)
    if end is None:
        if kind is DateKind.BETWEEN:
            return Years(start[0], start[1], "approximate")
        return Years(start[0], None, certainty)
    if end[1] < start[0]:
        return None
    if kind is DateKind.BETWEEN or end[0] != end[1]:
        certainty = "approximate"
    return Years(start[0], end[1], certainty)


def _token_span(match: re.Match[str]) -> Span | None:
    year, decade, century = match.groups()
    return _span(year or (decade or century).ljust(4, "u"))


def _years_in_roman(text: str) -> Years | None:
    """Read « M.DCC.LI. » as old title pages have it."""
    found = _ROMAN.search(text)
    if found is None:
        return None
    digits = [_ROMAN_VALUES[letter] for letter in found.group() if letter in _ROMAN_VALUES]
    total = 0
    for place, value in enumerate(digits):
        following = digits[place + 1] if place + 1 < len(digits) else 0
        total += -value if value < following else value
    return Years(total, total) if 1400 <= total <= LATEST else None


def _certainty(text: str, spans: list[Span]) -> str:
    if "?" in text:
        return "doubtful"
    if _ABOUT.search(text) or any(first != last for first, last in spans):
        return "approximate"
    return "exact"


def years_of_text(text: str) -> Years | None:
    """Read the first date of a statement, with its end when it is a range; None when it holds no year."""
    found = [(match, span) for match in _TOKEN.finditer(text[:200]) if (span := _token_span(match))]
    if not found:
        return _years_in_roman(text[:200])
    first_match, first = found[0]
    last: Span | None = first
    used = [first]
    rest = text[first_match.end() : first_match.end() + 100]
    short = _SHORT_END.match(rest)
    if len(found) > 1:
        second_match, second = found[1]
        gap = text[first_match.end() : second_match.start()]
        if _CORRECTED.search(gap):
            first = last = second
            used = [second]
        elif _BETWEEN.match(gap) and second[1] >= first[0]:
            last = second
            used.append(second)
    elif short is not None and (end := first[0] // 100 * 100 + int(short.group(1))) > first[1]:
        last = (end, end)
    elif _OPEN_END.match(rest):
        last = None
    return Years(first[0], last[1] if last else None, _certainty(text, used))
