"""The years of a date as data sheets and archives write it: ISO dates and spans, centuries, then what is in words.

Source: W3CDTF; EDTF level 1 (`199X`, `1984?`); EAD 2002 `@normal`; French usage (« XVIIIe siècle », « avant 1955 »).
"""

import re
from collections.abc import Iterable

from portee.protocols.description import Years
from portee.protocols.drafting import years_of_text

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(?:0[1-9]|1[0-2]|uu|UU|XX)(?:-(?:[0-3]\d|u{1,2}|UU|XX))?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_DAYS = re.compile(r"\A(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])\Z")
_CENTURY = re.compile(
    r"\b([IVX]{1,5}|\d{1,2})\s*(?:ème|eme|er|e|th|st|nd|rd)?\s*(?:siècle|siecle|s\.|century)", re.I
)
_SPAN_OF_SLASH = re.compile(
    r"\A\s*(-?\d[\duUxX-]*|\.\.|)[~?%]?\s*/\s*(-?\d[\duUxX-]*|\.\.|)[~?%]?\s*\Z"
)
_TWO_DIGITS = re.compile(r"\A\[?(1[0-9]|20)\]?\Z")
_BEFORE = re.compile(r"\b(?:avant|before)\b", re.I)
_AFTER = re.compile(r"\b(?:après|apres|after)\b", re.I)
_VALUES = {"I": 1, "V": 5, "X": 10}
_EDTF_DIGIT = re.compile(r"(?<=\d)[uUxX](?![A-Za-tv-wyz])")
_UNKNOWN = str.maketrans("uUxX", "....")


def years_of(text: str) -> Years | None:
    """Read the years a date covers; None when it says none.

    « 18.. » and a bare « 18 » are a century, « avant 1955 » has no first year.
    """
    text = text.strip()
    if (day := _DAYS.match(text)) is not None:
        return Years(int(day[1]), int(day[1]))
    if (span := _SPAN_OF_SLASH.match(text)) is not None:
        return _span(span[1], span[2])
    if text.startswith("-"):
        return _span(text, text)
    if _TWO_DIGITS.match(text):
        text = f"{text.strip('[]')}.."
    found = years_of_text(_EDTF_DIGIT.sub(".", _ISO.sub(r"\1", text)))
    return _century(text) if found is None else _bounded(found, text)


def _bounded(years: Years, text: str) -> Years:
    """Open the side of one year that « avant » or « après » leaves open."""
    if years.first is None or years.first != years.last:
        return years
    if _BEFORE.search(text):
        return Years(None, years.last, "approximate")
    return Years(years.first, None, "approximate") if _AFTER.search(text) else years


def first_years(texts: Iterable[str]) -> Years | None:
    """Read the first of these dates that holds a year."""
    for text in texts:
        if (years := years_of(text)) is not None:
            return years
    return None


def _span(first: str, last: str) -> Years | None:
    """Read `1919-07-12/1919-07-21`, `166u`, `-0050/0020`, `1985/..`: two ISO dates, either of them open."""
    start, end = _iso_years(first), _iso_years(last)
    if start is None and end is None:
        return None
    if start is not None and end is not None and end[1] < start[0]:
        return Years(*start)
    bounds = [bound for bound in (start, end) if bound is not None]
    certainty = "exact" if all(low == high for low, high in bounds) else "approximate"
    return Years(start[0] if start else None, end[1] if end else None, certainty)


def _iso_years(text: str) -> tuple[int, int] | None:
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("-").translate(_UNKNOWN)[:4]
    known = digits.rstrip(".-")
    if not known.isdecimal() or not 1 <= len(known) <= 4 or (len(digits) < 4 and len(known) < 3):
        return None
    low, high = sign * int(known.ljust(4, "0")), sign * int(known.ljust(4, "9"))
    return (min(low, high), max(low, high)) if high < 2200 else None


def _century(text: str) -> Years | None:
    """Read « XVIIIe siècle », « 20e siècle » and « XVe-XVIe siècle » (the last one named)."""
    found = [number for match in _CENTURY.finditer(text) if (number := _ordinal(match[1]))]
    if not found:
        return None
    return Years((found[0] - 1) * 100 + 1, found[-1] * 100, "approximate")


def _ordinal(word: str) -> int:
    if word.isdecimal():
        number = int(word)
    else:
        digits = [_VALUES[letter] for letter in word.upper()]
        number = sum(
            -digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits)
        )
    return number if 1 <= number <= 21 else 0
