"""Reads a medium of performance in words: « 2 flûtes, piano », « pour violon et piano », `vl 1, vl 2, vla, bc: org`.

Counts: a number before, or in parentheses after (`fl (2)`), is how many; a number after without parentheses tells
players apart, so that `vl 1, vl 2` makes two violins. An instrument named in the singular within a statement is one;
families, choirs and ensembles are not counted unless the statement does.

Source: UNIMARC 145, 146; MARC21 048, 382; RISM guidelines, field 594.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.catalogue.vocabularies.words import folded
from portee.protocols.schemes import Scheme

Force = tuple[str, int | None]
"""A code of the vocabulary of instruments, and how many (None: not said)."""

NUMBERS: Final = {
    **{
        word: number
        for number, words in enumerate(
            (
                "un une one a",
                "deux two",
                "trois three",
                "quatre four",
                "cinq five",
                "six",
                "sept seven",
                "huit eight",
                "neuf nine",
                "dix ten",
                "onze eleven",
                "douze twelve",
            ),
            start=1,
        )
        for word in words.split()
    },
}
UNCOUNTED: Final = frozenset({"ensembles", "choirs", "strings", "winds", "percussion", "keyboards"})
"""Families that name no single player."""
VOICES: Final = frozenset({"soprano", "mezzo-soprano", "tenor", "countertenor", "child-soprano"})
BOWED: Final = frozenset({"violin", "cello", "double-bass"})
EITHER: Final = {
    "alto": ("viola", "contralto"),
    "altos": ("viola", "contralto"),
    "basse": ("bass-instrument", "bass-voice"),
    "basses": ("bass-instrument", "bass-voice"),
    "bass": ("bass-instrument", "bass-voice"),
}
"""Words that name an instrument, or a voice among voices."""

_SEPARATOR = re.compile(
    r"\s*(?:[,;+&/|]|\s(?:et|and|und|ou|or|avec|with|plus|con)\s|\bde\s*:|^pour\s|^for\s)\s*", re.I
)
_COUNT_AFTER = re.compile(r"\((\d{1,2})\)")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_COUNT_BEFORE = re.compile(r"^(\d{1,2})\s*(?:x\s)?\s*(?=\D)")
_NUMBER_AFTER = re.compile(r"\s(?:[1-9]|i{1,3}|iv)$")
_VOICE_PARTS = re.compile(r"\ba (\d{1,2}|deux|trois|quatre|cinq|six|huit) (voix|parties)\b")
_FILLERS = re.compile(
    r"^(?:les|le|la|l|des|de|du|d|the|solo|soli|pour|for)\s|\s(?:solo|soli|solos|princ)$"
)


@lru_cache(maxsize=16_384)
def forces_in_words(text: str) -> tuple[tuple[Force, ...], tuple[str, ...]]:
    """Read a statement in French or English words: what was understood, and the pieces that were not."""
    whole = vocabulary("instrument").from_words(text)
    if whole:
        return ((whole, None),), ()
    found: list[tuple[str, int | None, str]] = []
    unknown: list[str] = []
    for piece in _SEPARATOR.split(text):
        if not piece.strip(" .:"):
            continue
        read = _piece(piece)
        if read is None:
            unknown.append(piece.strip())
        else:
            found.append((*read, folded(piece)))
    return _gathered(_told_apart(found)), tuple(unknown)


@lru_cache(maxsize=16_384)
def forces_in_rism(text: str) -> tuple[tuple[Force, ...], tuple[str, ...]]:
    """Read a statement of RISM, where capitals are voices: `S (2), A, Coro S, vl 1, vl 2, b, bc: org`."""
    instruments = vocabulary("instrument")
    found: list[Force] = []
    unknown: list[str] = []
    for part in text.split(","):
        piece = part.strip()
        if piece.isdecimal() and found:
            found.append((found[-1][0], 1))
            continue
        counted = _COUNT_AFTER.search(piece)
        name = _PARENTHESIS.sub("", piece).partition(":")[0].strip()
        name = _NUMBER_AFTER.sub("", name.removesuffix(" princ").removesuffix(" coro")).strip()
        code = instruments.from_code(Scheme.RISM_MOP, name) or instruments.from_words(name)
        if code:
            found.append((code, _at_least(code, int(counted[1]) if counted else 1)))
        elif name:
            unknown.append(name)
    return _gathered(found), tuple(unknown)


def forces_in_title(text: str) -> tuple[Force, ...]:
    """What a title says after « pour » or “for”, up to the first word that is no instrument."""
    match = re.search(r"\b(?:pour|for)\s+(.{3,120})", text, re.I)
    if match is None:
        return ()
    found: list[tuple[str, int | None, str]] = []
    for piece in _SEPARATOR.split(match[1]):
        read = _piece(piece, only_before=AFTER_FORCES) if piece.strip() else None
        if read is None:
            break
        found.append((*read, folded(piece)))
    return _gathered(_told_apart(found))


AFTER_FORCES: Final = frozenset(
    {
        "en",
        "op",
        "opus",
        "no",
        "n",
        "in",
        "d",
        "bwv",
        "k",
        "kv",
        "hob",
        "rv",
        "solo",
        "seul",
        "seule",
        "seuls",
        "seules",
        "avec",
        "de",
        "du",
        "par",
        "by",
    }
)
"""Words that may follow an instrument in a title without being of it: « pour piano en la majeur »."""


def _piece(
    piece: str, *, only_before: frozenset[str] | None = None
) -> tuple[str, int | None] | None:
    """Read one piece: « 2 flûtes à bec », `fl (2)`, « violon I », « clarinette en si bémol »."""
    after = _COUNT_AFTER.search(piece)
    count = int(after[1]) if after else None
    words = folded(_PARENTHESIS.sub(" ", piece) if after else piece)
    numbered = _NUMBER_AFTER.search(words) is not None
    exact = _named(words)
    if exact is None:
        words, count = _counted(words, count)
        exact = _named(words, only_before=only_before)
    if exact is None:
        return None
    code, is_plural = exact
    if count is None and numbered:
        return code, 1
    if count is None:
        return code, None if is_plural else _at_least(code, 1)
    return code, count


def _counted(words: str, count: int | None) -> tuple[str, int | None]:
    """Take numbers off the head and the tail of a piece."""
    before = _COUNT_BEFORE.match(words)
    head, _, rest = words.partition(" ")
    if before is not None:
        count, words = int(before[1]) or None, words[before.end() :]
    elif rest and head in NUMBERS:
        count, words = NUMBERS[head], rest
    words = _VOICE_PARTS.sub("a voix", _NUMBER_AFTER.sub("", words.strip()))
    return _FILLERS.sub("", _FILLERS.sub("", words)).strip().removesuffix(" a voix"), count


def _named(
    words: str, *, only_before: frozenset[str] | None = frozenset()
) -> tuple[str, bool] | None:
    """The instrument that words begin with, the longest first, and whether the word is a plural.

    `only_before` names what may follow it; None lets anything follow, an empty set nothing.
    """
    instruments = vocabulary("instrument")
    parts = words.split()
    for length in range(len(parts), 0, -1):
        follows = parts[length] if length < len(parts) else ""
        if follows and only_before is not None and follows not in only_before:
            continue
        name = " ".join(parts[:length])
        code = EITHER[name][0] if name in EITHER else instruments.from_words(name)
        if code:
            return code, parts[0][-1] in "sx" and len(parts[0]) > 3 and not _is_own_singular(name)
    return None


@lru_cache(maxsize=1024)
def _is_own_singular(name: str) -> bool:
    """Whether a word that ends as a plural is how we name one: « hautbois », « voix »."""
    return name.split(maxsplit=1)[0] in {"hautbois", "voix", "gros", "bois", "contrebasses"} - {
        "contrebasses"
    }


def _at_least(code: str, count: int) -> int | None:
    """A count for what can be counted: one choir or one string section is not said to be one player."""
    instruments = vocabulary("instrument")
    families = {code, *instruments.ancestors(code)}
    if count == 1 and (families & {"ensembles", "choirs"} or code in UNCOUNTED):
        return None if not code.startswith("choir-") else 1
    return count


def _told_apart(found: Iterable[tuple[str, int | None, str]]) -> list[Force]:
    """Among sopranos and tenors, « alto » and « basse » are voices."""
    pieces = list(found)
    codes = {code for code, _, _ in pieces}
    is_vocal = bool(codes & VOICES) and not codes & BOWED
    told: list[Force] = []
    for code, count, words in pieces:
        name = words.split()[-1] if words else ""
        voice = EITHER.get(name, (code, code))
        told.append((voice[1] if is_vocal and code == voice[0] else code, count))
    return told


def _gathered(found: Iterable[Force]) -> tuple[Force, ...]:
    """Add up the players of the same instrument; a count not said stays not said."""
    total: dict[str, int | None] = {}
    for code, count in found:
        if code in total and count is not None:
            total[code] = (total[code] or 0) + count
        elif code not in total:
            total[code] = count
    return tuple(total.items())
