"""What a reader typed, cut into words and phrases: the little language of the search box.

    violon "suite anglaise" -midi auteur:bach titre : "le clavier" isbn:2-07-061275-9 opera sauf mozart

Anything that is not of the language is words, or nothing: brackets, lone quotes, operators of other languages.
What the words are compared with is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portee.catalogue.search.analysis import normalised, terms_of
from portee.catalogue.search.port import Field

MAX_CHARACTERS: Final = 2_000
MAX_TERMS: Final = 40
"""Terms looked for: a title in full has fewer; beyond, words add time and no precision."""

SCOPES: Final = {
    "titre": Field.TITLE,
    "title": Field.TITLE,
    "auteur": Field.CONTRIBUTOR,
    "author": Field.CONTRIBUTOR,
    "compositeur": Field.CONTRIBUTOR,
    "interprete": Field.CONTRIBUTOR,
    "sujet": Field.SUBJECT,
    "subject": Field.SUBJECT,
    "editeur": Field.PUBLISHER,
    "publisher": Field.PUBLISHER,
    "isbn": Field.IDENTIFIER,
    "issn": Field.IDENTIFIER,
    "ismn": Field.IDENTIFIER,
    "ean": Field.IDENTIFIER,
    "cote": Field.IDENTIFIER,
    "ark": Field.IDENTIFIER,
    "identifiant": Field.IDENTIFIER,
}
"""Words that, before a colon, say where the next word or phrase must stand; folded."""

_CHUNK: Final = re.compile(
    r"(?P<minus>(?<!\S)[-−](?=\S))?"
    rf"(?:\b(?P<scope>{'|'.join(SCOPES)})\s?:\s?)?"
    r"(?:[\"“”«](?P<phrase>[^\"“”«»]*)[\"“”»]|(?P<word>[^\s\"“”«»]+))"
)
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A word or a phrase: its exact terms, where they must stand, whether they must be there or not.

    A word may have several terms (`jean-sébastien`); those of a phrase follow each other.
    """

    terms: tuple[str, ...]
    field: Field | None = None
    is_phrase: bool = False
    is_excluded: bool = False


def parse(text: str) -> tuple[Chunk, ...]:
    """Cut what was typed into chunks, `MAX_TERMS` terms at most; an empty tuple when there is no word in it."""
    shown = normalised(_SPACES.sub(" ", text[:MAX_CHARACTERS]))
    return tuple(_bounded(_with_exceptions(_chunks(shown))))


def _chunks(text: str) -> Iterator[Chunk]:
    for found in _CHUNK.finditer(text):
        phrase = found["phrase"]
        terms = tuple(terms_of(phrase if phrase is not None else found["word"]))
        if terms:
            yield Chunk(
                terms=terms,
                field=SCOPES[found["scope"]] if found["scope"] else None,
                is_phrase=phrase is not None and len(terms) > 1,
                is_excluded=found["minus"] is not None,
            )


def _with_exceptions(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Read « sauf » between two chunks as the exclusion of the second."""
    before: Chunk | None = None
    held: Chunk | None = None
    for chunk in chunks:
        if held is not None:
            yield Chunk(chunk.terms, chunk.field, chunk.is_phrase, is_excluded=True)
            before, held = chunk, None
        elif before is not None and chunk == Chunk(("sauf",)):
            held = chunk
        else:
            yield chunk
            before = chunk
    if held is not None:
        yield held


def _bounded(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    room = MAX_TERMS
    for chunk in chunks:
        if len(chunk.terms) > room:
            return
        room -= len(chunk.terms)
        yield chunk
