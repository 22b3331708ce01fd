"""What is indexed of a resource: pure, from what it says and who holds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from portee.catalogue.indexing.access import access_codes
from portee.catalogue.matching.kinship import codes_said
from portee.catalogue.search.intents import path_of
from portee.catalogue.search.port import Document, FacetName, Field
from portee.catalogue.search.port.document import (
    MAX_LEVELS,
    MAX_YEAR,
    PATH_SEPARATOR,
    mild_weight,
)
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.description import Description, Title

MOST_HEADINGS: Final = 40
"""Headings of one kind: a fonds that names thousands of people is no answer to any of them."""

MOST_CHARACTERS: Final = 30_000
"""Of the notes of one resource."""

MOST_IDENTIFIERS: Final = 300
HEADING_CHARACTERS: Final = 200

FAMILIES: Final = ("type", "discipline", "instrument")
"""Vocabularies whose families are words of readers too: « cordes », « partition »."""

_NO_TOPIC: Final = frozenset({"classification", "time"})
"""Kinds of subjects that nobody reads as a heading."""

CODED_PLACES: Final = frozenset({"marc-gac"})
"""Schemes of subjects that are codes and no words: « n-us »."""

_PUBLISHERS: Final = frozenset({"publication", "distribution", "production"})


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """What is known of a living resource, apart from who may open it.

    `holders` are paths of codes (`reseau/groupe/bibliotheque`), each establishment once; `sources` are codes, and
    `numbers` those that it bears there.
    """

    id: int
    description: Description
    classification: Classification
    sort_title: str
    year: int | None
    added_date: date
    holders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    fingerprint: int = 0


def document_of(facts: ResourceFacts, *, this_year: int) -> Document:
    """The document of a resource; `this_year` tells what is recent."""
    description, classification = facts.description, facts.classification
    year = facts.year if facts.year is not None and abs(facts.year) <= MAX_YEAR else None
    people = _headings(one.name.text for one in description.contributions)
    subjects = _headings(
        one.heading
        for one in description.subjects
        if one.kind not in _NO_TOPIC and one.scheme not in CODED_PLACES
    )
    return Document(
        id=facts.id,
        texts=_texts(description, classification, numbers=facts.numbers),
        facets=_facets(facts, subjects, people),
        sort_title=facts.sort_title,
        year=year,
        added_date=facts.added_date,
        people=people,
        subjects=subjects,
        instruments=tuple(
            _label("instrument", code, "fr") for code, _count in classification.instruments
        ),
        weight=mild_weight(year=year, this_year=this_year, holdings=len(facts.holders)),
        fingerprint=facts.fingerprint,
    )


def shortened(path: str) -> str:
    """A path of establishments as facets can hold it: of a deeper one, the last step stands below the first ones."""
    steps = path.split(PATH_SEPARATOR)
    if len(steps) <= MAX_LEVELS:
        return path
    return PATH_SEPARATOR.join((*steps[: MAX_LEVELS - 1], steps[-1]))


def _texts(
    description: Description, classification: Classification, *, numbers: Iterable[str]
) -> dict[Field, tuple[str, ...]]:
    texts = {
        Field.TITLE: _said(_titles(description.titles)),
        Field.CONTRIBUTOR: _said(one.name.text for one in description.contributions),
        Field.SUBJECT: _said(
            " ".join((one.heading, *one.subdivisions)) for one in description.subjects
        ),
        Field.LABEL: _said(_labels(classification)),
        Field.PUBLISHER: _said(_publishers(description)),
        Field.NOTE: _within(_said(_notes(description)), MOST_CHARACTERS),
        Field.IDENTIFIER: tuple(
            islice(_said(chain(numbers, _identifiers(description))), MOST_IDENTIFIERS)
        ),
    }
    return {field: said for field, said in texts.items() if said}


def _titles(titles: Iterable[Title]) -> Iterator[str]:
    """Each title as readers type it; what completes it stands apart, so that a whole title is found as such."""
    for title in titles:
        if title.kind != "series":
            yield " ".join(
                said for said in (title.text, title.part_number, title.part_name) if said
            )
            yield title.remainder


def _publishers(description: Description) -> Iterator[str]:
    for one in description.publications:
        if one.kind in _PUBLISHERS:
            yield one.name
    for title in description.titles:
        if title.kind == "series":
            yield title.text


def _notes(description: Description) -> Iterator[str]:
    yield description.edition
    yield from (one.term.text for one in description.performers)
    yield from (one.text for one in description.genres)
    yield from (one.title for one in description.relations)
    yield from (one.text for one in description.incipits)
    yield from description.path
    yield from (one.text for one in description.notes)


def _identifiers(description: Description) -> Iterator[str]:
    yield from (one.value for one in description.identifiers)
    for item in description.items:
        yield item.call_number
        yield item.barcode


def _facets(
    facts: ResourceFacts, subjects: tuple[str, ...], people: tuple[str, ...]
) -> dict[FacetName, tuple[str, ...]]:
    said = facts.classification
    facets = {
        FacetName.TYPE: _paths("type", (said.type,) if said.type else ()),
        FacetName.DISCIPLINE: _paths("discipline", said.disciplines),
        FacetName.LEVEL: _paths("level", said.levels),
        FacetName.INSTRUMENT: _paths("instrument", (code for code, _count in said.instruments)),
        FacetName.AUDIENCE: _paths("audience", said.audiences),
        FacetName.LANGUAGE: said.languages,
        FacetName.ESTABLISHMENT: tuple(map(shortened, facts.holders)),
        FacetName.ACCESS: access_codes(facts.description, is_held=bool(facts.holders)),
        FacetName.SUBJECT: subjects,
        FacetName.SOURCE: facts.sources,
        FacetName.GENRE: _paths("genre", said.genres),
        FacetName.PERSON: people,
        FacetName.RELATION: codes_said(facts.description.relations, sources=facts.sources),
    }
    return {facet: codes for facet, codes in facets.items() if codes}


def _labels(classification: Classification) -> Iterator[str]:
    for name, codes in (
        ("type", (classification.type,) if classification.type else ()),
        ("discipline", classification.disciplines),
        ("level", classification.levels),
        ("instrument", tuple(code for code, _count in classification.instruments)),
        ("audience", classification.audiences),
        ("genre", classification.genres),
        ("key", classification.keys),
        ("language", classification.languages),
    ):
        for code in codes:
            yield from _words_of(name, code)


@lru_cache(maxsize=16_384)
def _words_of(name: str, code: str) -> tuple[str, ...]:
    """The labels of a code, and of its families where readers say them."""
    listed = vocabulary(name)
    above = listed.ancestors(code) if name in FAMILIES else ()
    return tuple(listed.label(one, language) for one in (code, *above) for language in ("fr", "en"))


@lru_cache(maxsize=16_384)
def _label(name: str, code: str, language: str) -> str:
    return vocabulary(name).label(code, language)


def _paths(name: str, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(_path(name, code) for code in codes)


@lru_cache(maxsize=16_384)
def _path(name: str, code: str) -> str:
    return path_of(vocabulary(name), code)


def _headings(texts: Iterable[str]) -> tuple[str, ...]:
    """The first headings, each once; what is too long to be one is left out."""
    shown = (" ".join(text.split()) for text in texts)
    kept = dict.fromkeys(text for text in shown if 0 < len(text) <= HEADING_CHARACTERS)
    return tuple(islice(kept, MOST_HEADINGS))


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    """What is not empty, each statement once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _within(texts: tuple[str, ...], characters: int) -> tuple[str, ...]:
    if sum(map(len, texts)) <= characters:
        return texts
    kept: list[str] = []
    for text in texts:
        kept.append(text[:characters])
        characters -= len(text)
        if characters <= 0:
            break
    return tuple(kept)
