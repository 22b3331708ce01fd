"""Reads the age of readers in words: « À partir de 9 ans », « 10-12 ans », « Dès 10 ans », “12–15 Jahre”.

The youngest age decides, and each public begins where French publishers and libraries begin it: 3, 6, 9, 13, 18 years.
"""

import re
from typing import Final

from portee.catalogue.vocabularies.words import folded

_AGE = re.compile(
    r"\b(\d{1,2})(?: (?:a |et |to )?\d{1,2})? (ans?|mois|months?|jahren?|years?|yrs?)\b"
)
_AGE_FIRST = re.compile(r"\b(?:ages?|aged) (\d{1,2})\b")
BEGINNINGS: Final = (
    (18, "adult"),
    (13, "teenagers"),
    (9, "preteens"),
    (6, "primary"),
    (3, "preschool"),
    (0, "early-childhood"),
)


def audience_of_age(text: str) -> str:
    """The code of the public that begins at the youngest age of the text; empty without an age."""
    words = folded(text)
    match = _AGE.search(words) or _AGE_FIRST.search(words)
    if match is None:
        return ""
    if match.re is _AGE and match[2].startswith("mo"):
        return "early-childhood"
    age = int(match[1])
    return next(code for beginning, code in BEGINNINGS if age >= beginning)
