"""Brings what a record says to our vocabularies: pure, deterministic, and nothing it cannot map is lost."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import msgspec

from portee.catalogue.vocabularies import teaching
from portee.catalogue.vocabularies.document_type import (
    decide,
    form_headings,
    literary_types,
    type_evidence,
    type_of_form,
)
from portee.catalogue.vocabularies.forces import Force
from portee.catalogue.vocabularies.headings import form_and_medium
from portee.catalogue.vocabularies.medium import forces_of, instruments_of
from portee.catalogue.vocabularies.readership import readers_of
from portee.catalogue.vocabularies.terms import SILENT, Unmapped, codes_of, find, shown
from portee.catalogue.vocabularies.tonality import key_in_words
from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.protocols.description import Description, Term

TOO_WIDE: Final = "music"
"""« Musique » as a subject of music says no genre."""


class Classification(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A record in our words: each tuple holds codes of the vocabulary of its name, without doubles, in order.

    `instruments` says how many of each (None: not said). `unmapped` keeps what no vocabulary knows.
    """

    type: str
    levels: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    instruments: tuple[tuple[str, int | None], ...] = ()
    genres: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    unmapped: tuple[tuple[str, str], ...] = ()


MUSICAL: Final = frozenset({"score", "sound-recording"})
"""Families of types whose subjects name a form and a medium, not a topic."""


def classify(description: Description) -> Classification:
    """Map a description to our vocabularies."""
    unmapped: list[Unmapped] = []
    forms = list(form_headings(description))
    terms = (*description.types, *literary_types(description))
    kind, unknown_types = decide(terms, forms)
    unmapped += [("type", shown(term)) for term in unknown_types if term in description.types]
    is_musical = _is_musical(kind)
    instruments = instruments_of(description, unmapped, is_musical=is_musical)
    genres = _genres(description, unmapped, is_musical=is_musical)
    audiences, levels = readers_of(description, unmapped)
    return Classification(
        type=kind,
        levels=levels,
        disciplines=_disciplines(description, kind, genres, instruments, unmapped),
        audiences=audiences,
        instruments=instruments,
        genres=genres,
        languages=codes_of("language", description.languages, unmapped),
        keys=_keys(description.keys, unmapped),
        countries=codes_of("country", description.countries, unmapped),
        unmapped=tuple(unmapped),
    )


def evidence(description: Description) -> tuple[tuple[str, str, str], ...]:
    """Why a description is classified so: (vocabulary, code, because), for staff; heavier evidence of type first."""
    found = [
        ("type", code, f"{because} ({weight})")
        for weight, code, because in type_evidence(description)
    ]
    for name, terms in (
        ("genre", description.genres),
        ("audience", description.audiences),
        ("level", description.levels),
        ("discipline", description.disciplines),
        ("language", description.languages),
        ("country", description.countries),
    ):
        found += [(name, code, shown(term)) for term in terms if (code := find(name, term))]
    for performer in description.performers:
        forces, _ = forces_of(performer)
        found += [("instrument", code, shown(performer.term)) for code, _ in forces]
    found += [
        ("discipline", code, subject.heading)
        for subject in description.subjects
        if (code := teaching.of_subject(subject))
    ]
    return tuple(found)


@lru_cache(maxsize=256)
def _is_musical(kind: str) -> bool:
    return bool(MUSICAL & {kind, *vocabulary("type").ancestors(kind)})


def _keys(terms: Iterable[Term], unmapped: list[Unmapped]) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for term in terms:
        code = find("key", term) or key_in_words(term.text)
        if code:
            codes[code] = None
        else:
            unmapped.append(("key", shown(term)))
    return tuple(codes)


def _genres(
    description: Description, unmapped: list[Unmapped], *, is_musical: bool
) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for term in description.genres:
        code = find("genre", term)
        found = (code,) if code else form_and_medium(term.text)[0]
        codes.update(dict.fromkeys(found))
        if not found and not type_of_form(term.text) and _is_counted(term):
            unmapped.append(("genre", shown(term)))
    for subject in description.subjects:
        if subject.kind == "genre" or (is_musical and subject.kind in ("topic", "free")):
            named = form_and_medium(subject.heading)[0]
            codes.update((code, None) for code in named if code != TOO_WIDE)
        if is_musical:
            for words in subject.subdivisions:
                codes.update(dict.fromkeys(form_and_medium(words)[0]))
    return tuple(codes)


def _is_counted(term: Term) -> bool:
    return bool(term.text) or (term.code.strip().lower() not in SILENT and not find("type", term))


def _disciplines(
    description: Description,
    kind: str,
    genres: Iterable[str],
    instruments: Iterable[Force],
    unmapped: list[Unmapped],
) -> tuple[str, ...]:
    """What is said comes first; what is deduced follows: type, medium, genres, class numbers, subjects."""
    codes = list(codes_of("discipline", description.disciplines, unmapped))
    codes.append(teaching.of_type(kind))
    codes += teaching.of_instruments(code for code, _ in instruments)
    codes += teaching.of_genres(genres)
    codes += [teaching.of_subject(subject) for subject in description.subjects]
    return teaching.settled(filter(None, codes))
