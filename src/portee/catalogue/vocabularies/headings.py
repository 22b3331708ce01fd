"""What subject headings of music say of form and medium: « Concertos (violon) », « Piano, Musique de », “Jazz”.

Source: RAMEAU (BnF), guide of the headings of music; Library of Congress Subject Headings, H 1160.
"""

import re
from functools import lru_cache

from portee.catalogue.vocabularies.forces import Force, forces_in_words
from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.catalogue.vocabularies.words import without_parentheses

_FRENCH = re.compile(
    r"^(?P<medium>.+?),\s*musique\s+(?:de|d['’]|pour)\s*(?:\((?P<kind>[^()]+)\))?\s*$", re.I
)
_OF = re.compile(r"^musique\s+(?:de|d['’]|pour)\s*(?P<medium>.+?)$", re.I)
_ENGLISH = re.compile(r"^(?P<medium>.+?)\s+music\b\s*(?:\((?P<kind>.+)\))?$", re.I)
_WITH = re.compile(r"^(?P<medium>.+? with .+?)$", re.I)
_FORM = re.compile(r"^(?P<form>[^()]+?)\s*\((?P<medium>.+)\)$", re.I)

_ARRANGED = re.compile(r",\s*(?:arranged|arrangements?)\.?$", re.I)

Heading = tuple[tuple[str, ...], tuple[Force, ...]]
"""Codes of genres, and forces."""


@lru_cache(maxsize=32_768)
def form_and_medium(heading: str) -> Heading:
    """The genres and the forces that a heading names; both empty for a heading that is no form of music."""
    heading = _ARRANGED.sub("", heading.strip(" .[]"))
    genre = genre_in_words(heading)
    form = _FORM.match(heading)
    if form and (named := genre_in_words(form["form"])):
        forces, unknown = forces_in_words(form["medium"])
        return (genre or named,), () if unknown else forces
    ensemble = _ensemble(heading)
    if genre or ensemble:
        return (genre,) if genre else (), ensemble
    for pattern in (_FRENCH, _OF, _ENGLISH, _WITH):
        match = pattern.match(heading)
        if match is None:
            continue
        kind = match.groupdict().get("kind") or ""
        forces, unknown = _medium(match["medium"], kind)
        if forces and not unknown:
            return tuple(filter(None, (genre_in_words(kind),))), forces
    return (), ()


def _medium(words: str, kind: str) -> tuple[tuple[Force, ...], tuple[str, ...]]:
    """Forces of “Piano music (4 hands)” and “Violin music (Violins (2))”, else of the words alone."""
    if kind.endswith(("hands", "mains")):
        return forces_in_words(f"{words} {kind}")
    precise, unknown = forces_in_words(kind) if kind else ((), ())
    return (precise, unknown) if precise and not unknown else forces_in_words(words)


def _ensemble(heading: str) -> tuple[Force, ...]:
    """« Quatuors à cordes » names a form; « Violon » alone is what a book may be about."""
    instruments = vocabulary("instrument")
    code = instruments.from_words(heading)
    return ((code, None),) if code and "ensembles" in instruments.ancestors(code) else ()


def unqualified(text: str) -> str:
    """« Théâtre (genre littéraire) » gives « Théâtre »; what stands in other parentheses is no mere qualifier."""
    return without_parentheses(text) if _QUALIFIED.search(text) else text


@lru_cache(maxsize=32_768)
def genre_in_words(text: str) -> str:
    """The code of a genre, with or without what a heading adds: « Ballades (musique) », « Nouvelles allemandes »."""
    genres = vocabulary("genre")
    bare = unqualified(text)
    code = genres.from_words(text) or genres.from_words(bare)
    if code:
        return code
    bare = _FOR_THE_YOUNG.sub("", bare)
    head, _, last = bare.rpartition(" ")
    adjective = _NATIONALITY.search(last) if head else None
    return genres.from_words(bare) or (genres.from_words(head) if adjective else "")


_QUALIFIED = re.compile(
    r"\((?:musiques?|music|genre|forme|littérature|genre littéraire|cinéma)\b[^()]*\)", re.I
)
_FOR_THE_YOUNG = re.compile(r"\s+pour (?:la jeunesse|enfants|les enfants)$", re.I)
_NATIONALITY = re.compile(
    r"(?:ais|aise|aises|ain|ains|aine|aines|ien|iens|ienne|iennes|ois|oise|oises|and|ands|ande|andes|ol|ole|oles|"
    r"(?:tur|gre|bul|catal|kis|iques?|istes?|els?|elles?|els)\w{0,3})$",
    re.I,
)
"""Endings of adjectives of countries and of kinds, after which the noun still tells the genre."""
