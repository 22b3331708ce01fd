"""Reads a stage of study as teachers write it: « C1 », « 1C3 », « cycle II », « 2e et 3e cycles », « débutant ».

Source: Schéma national d’orientation pédagogique (Ministère de la Culture): éveil, initiation, three cycles, CPES.
"""

import re
from functools import lru_cache
from typing import Final

from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.catalogue.vocabularies.words import folded

CYCLES: Final = {"1": "cycle-1", "2": "cycle-2", "3": "cycle-3"}
ORDINALS: Final = {
    "premier": "1",
    "premiere": "1",
    "deuxieme": "2",
    "second": "2",
    "seconde": "2",
    "troisieme": "3",
    "first": "1",
    "third": "3",
    "iii": "3",
    "ii": "2",
    "i": "1",
}

_YEAR = re.compile(
    r"\b(?:\d+ ?(?:er|ere|re|e|eme|nd|nde|d)? (?:annee|an|year)s?|(?:annee|an|year) \d+)\b"
)
_ORDINAL = re.compile(r"\b([1-3]) ?(?:er|ere|re|e|eme|ieme|nd|nde|d|st|rd|ers)\b")
_SHORT = re.compile(r"\bc ?([1-3])(?: ?a?\d)?\b|\b([1-3]) ?c ?\d?\b|\bcycle ?([1-3])\b")
_CYCLE = re.compile(r"\bcycles?\b|\bcy\b")
_RANGE = re.compile(r"([1-3]) (?:a|au|to) ([1-3])")
_PART = re.compile(r"[,;/+&]|\s(?:et|and|ou|or|à|-|–)\s")


@lru_cache(maxsize=8_192)
def stages_in_words(text: str) -> tuple[str, ...]:
    """The codes of the stages that words name, in order; none when they name none."""
    levels = vocabulary("level")
    whole = levels.from_words(text)
    if whole:
        return (whole,)
    cycles = _cycles(folded(text))
    if cycles:
        return cycles
    parts = [levels.from_words(part) for part in _PART.split(text) if part.strip()]
    named = tuple(dict.fromkeys(code for code in parts if code))
    return named or _first_words(folded(text))


def _cycles(words: str) -> tuple[str, ...]:
    if "specialise" in words and "cycle" in words:
        return ("pre-professional",)
    words = " ".join(ORDINALS.get(word, word) for word in words.split())
    words = _ORDINAL.sub(r"\1", _YEAR.sub(" ", words))
    words = " ".join(words.split())
    if not _SHORT.search(words) and not _CYCLE.search(words):
        return ()
    for low, high in _RANGE.findall(_SHORT.sub(_digit, words)):
        if low < high:
            return tuple(CYCLES[str(number)] for number in range(int(low), int(high) + 1))
    numbers = [part for match in _SHORT.findall(words) for part in match if part]
    if _CYCLE.search(words):
        numbers += re.findall(r"(?<!\d)[1-3](?!\d)", _SHORT.sub(" ", words))
    return tuple(CYCLES[number] for number in sorted(set(numbers)))


def _digit(match: re.Match[str]) -> str:
    return next(part for part in match.groups() if part)


def _first_words(words: str) -> tuple[str, ...]:
    """« débutant complet », « niveau facile »: the longest head or tail that names a stage."""
    levels = vocabulary("level")
    parts = words.removeprefix("niveau ").split()
    for length in range(len(parts), 0, -1):
        code = levels.from_words(" ".join(parts[:length]))
        if code and len(parts) - length <= 2:
            return (code,)
    return ()
