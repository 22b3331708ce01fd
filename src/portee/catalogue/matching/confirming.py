"""Whether two records may describe one resource: the rules, and the reasons they give.

A shared identifier is never enough (publishers use an ISBN twice, a set lends its own to each volume), and a shared
title never counts without one.
"""

from difflib import SequenceMatcher
from typing import Final

import msgspec

from portee.catalogue.matching.evidence import Evidence
from portee.catalogue.vocabularies import vocabulary
from portee.protocols.description import Years

LIKE_ENOUGH: Final = 0.85
"""Similarity of two folded titles, from 0 to 1; 0.85 lets a typing mistake or a missing article through."""
REMAINDERS_ALIKE: Final = 0.6
"""« Putain, deux ans ! » and « Pot de départ » are two discs of one box, whose code both bear."""
YEARS_APART: Final = 1
"""A copyright date and a date of legal deposit differ by a year; a new edition by more."""
DOUBTFUL_YEARS_APART: Final = 5
UNKNOWN_KINDS: Final = frozenset({"", "other", "digital-document"})
DIGITAL_KINDS: Final = frozenset({"ebook", "audiobook"})


class MatchReason(msgspec.Struct, frozen=True):
    """Why a record stands in its resource: a code worded on screen, and values for the sentence.

    Codes: `identifier-title-date` (scheme, identifier, other record's key, similarity in hundredths),
    `identifier-title` (the same, one of the dates unknown), `decision` (key of the other record).
    """

    code: str
    values: tuple[str, ...] = ()


def conflict(one: Evidence, other: Evidence) -> str:
    """What keeps the two apart, as a code; empty when nothing does."""
    if not kinds_agree(one.kind, other.kind):
        return "type"
    if one.volume != other.volume:
        return "volume"
    if not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return "numbers"
    if not _years_agree(one.years, other.years):
        return "years"
    if similarity(one, other) < LIKE_ENOUGH:
        return "title"
    return "" if _remainders_agree(one.remainder, other.remainder) else "remainder"


def kinds_agree(one: str, other: str) -> bool:
    """Whether two types may be said of one thing: the same, one within the other, or one of them unknown.

    A paper book and its digital edition are two resources, although one type lies within the other.
    """
    if not {one, other}.isdisjoint(UNKNOWN_KINDS) or one == other:
        return True
    if DIGITAL_KINDS & {one, other}:
        return False
    types = vocabulary("type")
    return one in types.ancestors(other) or other in types.ancestors(one)


def similarity(one: Evidence, other: Evidence) -> float:
    """How alike the best pair of titles is, from 0 (nothing, or no title) to 1."""
    if set(one.titles) & set(other.titles):
        return 1.0
    return max(
        (_likeness(mine, yours) for mine in one.titles for yours in other.titles), default=0.0
    )


def reason_for(one: Evidence, other: Evidence, *, other_key: str) -> MatchReason | None:
    """Why the two are one resource; None when they are not, or share no identifier."""
    shared = sorted(set(one.identifiers) & set(other.identifiers))
    if not shared or conflict(one, other):
        return None
    scheme, value = shared[0]
    likeness = str(int(similarity(one, other) * 100))
    is_dated = one.years is not None and other.years is not None
    code = "identifier-title-date" if is_dated else "identifier-title"
    return MatchReason(code, (scheme, value, other_key, likeness))


def _likeness(one: str, other: str) -> float:
    """Similarity of two folded titles; one that begins the other by whole words is held to be its short form, unless
    what follows numbers it: « Sailor Moon » is not « Sailor Moon, épisodes 65 à 73 ».
    """
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(f"{short} "):
        return 0.0 if any(char.isdigit() for char in long[len(short) :]) else 0.9
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < LIKE_ENOUGH:
        return 0.0
    return matcher.ratio()


def _remainders_agree(one: str, other: str) -> bool:
    """Whether two rests of a title may be of one edition: cataloguers shorten them and word them in their own way."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= REMAINDERS_ALIKE


def _years_agree(one: Years | None, other: Years | None) -> bool:
    if one is None or other is None:
        return True
    is_sure = one.certainty == other.certainty == "exact"
    leeway = YEARS_APART if is_sure else DOUBTFUL_YEARS_APART
    first, last = _bounds(one)
    other_first, other_last = _bounds(other)
    return first - leeway <= other_last and other_first - leeway <= last


def _bounds(years: Years) -> tuple[int, int]:
    first = years.first if years.first is not None else years.last
    last = years.last if years.last is not None else years.first
    # An end that is not known reaches as far as it may.
    return (first if first is not None else -9999, last if last is not None else 9999)
