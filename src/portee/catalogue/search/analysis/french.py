"""Steps 1 to 6 of the chain: terms, stop words, rules for endings, Snowball.

Terms are folded before they are stemmed, so that accents typed or not lead to one stem. A stem depends on its term
only, so each is worked out once and kept. Synonyms are a matter of queries, not of this module.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from Stemmer import Stemmer

from portee.catalogue.search.analysis.normalisation import normalised, normalised_together

TERM_LETTERS: Final = 60
"""Longest term kept; what is longer is cut, on both sides alike. French words stop at 27 letters."""

LEAST_STEM: Final = 3
"""Letters below which a stem says nothing: Snowball makes « ne » of « neant »."""

KEPT_STEMS: Final = 1 << 18
"""Stems kept in memory, some 40 MiB when full: the words of a million records fit."""

_ELIDED: Final = "l d j c m n s t qu jusqu lorsqu puisqu quoiqu"
_TOOLS: Final = """
a au aux avec ce cela ces cet cette ceux ca dans de des du elle elles en est et eux il ils je la le les leur leurs lui
ma mais me mes moi mon ne ni nos notre nous on ont ou par pour que quel quelle quels quelles qui quoi sa se ses sont
sur ta te tes toi ton tu un une vos votre vous y
"""
STOP_WORDS: Final = frozenset(_ELIDED.split()) | frozenset(_TOOLS.split())
"""What an apostrophe leaves of a word, and words that say nothing alone.

Kept on purpose, though common lists hold them: « été », « sans », « contre », « être », which make titles; « son »,
« si », « pas », which are nouns of music and dance.
"""

# Plurals and doublets that no ending gives away.
_IRREGULAR: Final = {
    "aieux": "aieul",
    "baux": "bail",
    "bijoux": "bijou",
    "cailloux": "caillou",
    "choux": "chou",
    "cieux": "ciel",
    "coraux": "corail",
    "emaux": "email",
    "feux": "feu",
    "genoux": "genou",
    "hiboux": "hibou",
    "jeux": "jeu",
    "joujoux": "joujou",
    "lieux": "lieu",
    "mesdames": "madame",
    "messieurs": "monsieur",
    "pneus": "pneu",
    "poux": "pou",
    "soupiraux": "soupirail",
    "travaux": "travail",
    "vantaux": "vantail",
    "vitraux": "vitrail",
    "voeux": "voeu",
    "yeux": "oeil",
}

_TERM: Final = re.compile(r"c\+\+|[a-g]#(?!\w)|[^\W_]+")
_TEUR: Final = re.compile(r"(?<=\w)(?:teur|trice|teuse|teure)s?$")
_EUR: Final = re.compile(r"(?<=\w\w)(?:eure?s?|eux|euses?)$")
_EE: Final = re.compile(r"ees?$")
_FEMININE: Final = ("ee", "ees")
_OF_DOERS: Final = tuple(
    ending + plural for ending in ("eur", "eure", "euse", "trice", "eux") for plural in ("", "s")
)
_ORDINAL: Final = re.compile(r"^(\d+)(?:e|er|ere|re|eme|ieme|nd|nde)s?$")
_snowball: Final = Stemmer("french", 0)

PART: Final = "\x02"
"""What stands between two texts analysed together. No term, no space: nothing that is normalised reaches over it."""

_PLAIN: Final = "".join(letter if letter.isalnum() else " " for letter in map(chr, range(128)))
"""A table of ASCII: letters and figures stay, all the rest parts words; `str.translate` reads it fastest so."""

_PLAIN_PARTS: Final = _PLAIN[: ord(PART)] + PART + _PLAIN[ord(PART) + 1 :]

_APART: Final = "’‘“”«»–—…•·"
"""Signs of ordinary French beside which nothing is left but ASCII once accents are gone."""


def exact_terms(text: str) -> list[str]:
    """The terms of a text as they are written, folded; nothing is removed."""
    return terms_of(normalised(text))


def terms_of(text: str) -> list[str]:
    """The exact terms of a text that is normalised already."""
    if _is_plain(text):
        return _cut(text.translate(_PLAIN).split())
    return _cut(_TERM.findall(text))


def terms_in_parts(texts: Sequence[str]) -> list[str]:
    """The exact terms of many texts, `PART` between two of them: several times as fast as text by text."""
    joined = normalised_together([text.replace(PART, " ") for text in texts], PART)
    if not joined.isascii():
        for sign in _APART:
            joined = joined.replace(sign, " ")
    if _is_plain(joined):
        return _cut(joined.translate(_PLAIN_PARTS).replace(PART, f" {PART} ").split())
    terms: list[str] = []
    for text in joined.split(PART):
        terms += (*terms_of(text), PART)
    return terms[:-1]


def in_parts(terms: Iterable[str]) -> list[str]:
    """What `terms_in_parts` put together: the terms of each text, joined by spaces; one empty text of no terms."""
    return list(map(str.strip, " ".join(terms).split(PART)))


def french_terms(terms: Iterable[str]) -> list[str]:
    """The stems of exact terms, without stop words; of stop words alone nothing is left."""
    return list(filter(None, map(_STEMS.__getitem__, terms)))


def _cut(terms: list[str]) -> list[str]:
    if terms and max(map(len, terms)) > TERM_LETTERS:
        return [term[:TERM_LETTERS] for term in terms]
    return terms


def _is_plain(text: str) -> bool:
    """Whether terms are what stands between anything but letters and figures: a tenth of the cost of a pattern."""
    return text.isascii() and "#" not in text and "++" not in text


def is_stop_word(term: str) -> bool:
    """Whether an exact term is one that the French view leaves out."""
    return term in STOP_WORDS


class _Stems(dict[str, str]):
    """The stem of each term met, worked out once; empty for stop words."""

    def __missing__(self, term: str) -> str:
        """Work out one more, and forget them all when they are too many."""
        if len(self) >= KEPT_STEMS:
            self.clear()
        found = self[term] = "" if term in STOP_WORDS else stem(term)
        return found


_STEMS: Final = _Stems()


def stem(term: str) -> str:
    """The stem of an exact term."""
    if term.isdecimal():
        return term
    if term[0].isdecimal():
        return _ORDINAL.sub(r"\1e", term)
    term = _IRREGULAR.get(term, term)
    # A pattern takes several times as long to say that it does not match.
    if term.endswith(_FEMININE):
        term = _EE.sub("e", term)
    shorter = term
    if term.endswith(_OF_DOERS):
        shorter = _TEUR.sub("teu", term)
        if shorter == term:
            shorter = _EUR.sub("eu", term)
    stemmed = str(_snowball.stemWord(shorter))
    return stemmed if len(stemmed) >= LEAST_STEM else term
