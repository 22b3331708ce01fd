"""Documents written down for tantivy, in JSON, which it reads faster than it takes values one by one.

This is where indexing spends its time: the statements of a whole batch are normalised together, those that come back
from one document to the next are analysed once, names of fields are worked out once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from portee.catalogue.search.adapters.tantivy_index.schema import (
    ACCESS,
    FINGERPRINT,
    HEADING,
    ID,
    MILDNESS,
    NUMBER,
    SORT_FIELDS,
    VIEWS,
    WEIGHT,
    WHOLE_TITLE,
    YEAR,
    facet_field,
    levels,
    text_field,
)
from portee.catalogue.search.analysis import exact_terms_of_each, french_terms
from portee.catalogue.search.parsing import View
from portee.catalogue.search.port import Document, FacetName, Field, Sort
from portee.catalogue.search.port.document import CODED, HIERARCHICAL, with_families
from portee.catalogue.search.sorting import added_key, newest_key, oldest_key, title_key_of
from portee.catalogue.search.suggesting import Heading, headings

REPEATED: Final = (Field.CONTRIBUTOR, Field.SUBJECT, Field.LABEL, Field.PUBLISHER)
"""Fields whose statements stand in thousands of documents."""

MOST_KEPT: Final = 1 << 16
"""Statements kept by a writer, some 40 MiB when full."""

LONGEST_KEPT: Final = 100
"""Characters beyond which a statement is not met again."""

_EXACT: Final[Mapping[Field, str]] = {
    field: text_field(field, View.EXACT) for field, views in VIEWS.items() if View.EXACT in views
}
_FRENCH: Final[Mapping[Field, str]] = {
    field: text_field(field, View.FRENCH) for field, views in VIEWS.items() if View.FRENCH in views
}
_ALL_EXACT: Final = text_field(None, View.EXACT)
_ALL_FRENCH: Final = text_field(None, View.FRENCH)
_FACETS: Final[Mapping[FacetName, tuple[str, ...]]] = {
    facet: tuple(facet_field(facet, level) for level in levels(facet)) for facet in CODED
}
_NEWEST: Final = SORT_FIELDS[Sort.NEWEST]
_OLDEST: Final = SORT_FIELDS[Sort.OLDEST]
_ADDED: Final = SORT_FIELDS[Sort.ADDED]
_TITLE: Final = SORT_FIELDS[Sort.TITLE]
_encode: Final = msgspec.json.Encoder().encode


class Statement(NamedTuple):
    """A statement as both views write it, its terms joined by spaces; and its exact terms."""

    exact: str
    french: str
    terms: list[str]


@dataclass(slots=True)
class Row:
    """A document as tantivy takes it, its statements, and its headings."""

    id: int
    json: str
    statements: list[Statement]
    headings: list[Heading]


class RowWriter:
    """Writes documents down, and remembers the statements that come back."""

    def __init__(self) -> None:
        self._known: dict[str, Statement] = {}

    def rows(self, documents: Sequence[Document]) -> Iterator[Row]:
        """Write a batch of documents down."""
        once = self._learn(documents)
        for document in documents:
            yield self._row(document)
        for text in once:
            del self._known[text]

    def terms_of(self, text: str) -> list[str]:
        """The exact terms of a text that may be a statement met lately."""
        known = self._known.get(text)
        return known.terms if known is not None else exact_terms_of_each([text])[0]

    def _learn(self, documents: Sequence[Document]) -> list[str]:
        """Analyse what the batch states for the first time; what need not be remembered after it."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        fresh: dict[str, bool] = {}
        for document in documents:
            fresh.setdefault(document.sort_title, False)
            for field, texts in document.texts.items():
                is_repeated = field in REPEATED
                for text in texts:
                    if text not in self._known:
                        fresh[text] = is_repeated and len(text) <= LONGEST_KEPT
        unknown = [text for text in fresh if text not in self._known]
        for text, terms in zip(unknown, exact_terms_of_each(unknown), strict=True):
            self._known[text] = Statement(" ".join(terms), " ".join(french_terms(terms)), terms)
        return [text for text in unknown if not fresh[text]]

    def _row(self, document: Document) -> Row:
        named = headings(document)
        known = self._known
        values: dict[str, Any] = {
            ID: str(document.id),
            NUMBER: document.id,
            FINGERPRINT: document.fingerprint,
            ACCESS: document.access_class,
            # A score is multiplied by log2(2 + weight): this makes it 1 to 1 + MILDNESS.
            WEIGHT: 2.0 ** (1.0 + MILDNESS * document.weight) - 2.0,
            _NEWEST: newest_key(document),
            _OLDEST: oldest_key(document),
            _ADDED: added_key(document),
            _TITLE: title_key_of(known[document.sort_title].terms, document.id),
        }
        if document.year is not None:
            values[YEAR] = document.year
        if named:
            values[HEADING] = list({heading.key for heading in named})
        said = _write_texts(document.texts, known.__getitem__, values)
        for facet, codes in document.facets.items():
            if facet in HIERARCHICAL:
                values.update(_paths(facet, codes))
            elif codes:
                values[_FACETS[facet][0]] = list(dict.fromkeys(codes))
        return Row(document.id, _encode(values).decode(), said, named)


def _write_texts(
    texts: Mapping[Field, tuple[str, ...]],
    statement_of: Callable[[str], Statement],
    values: dict[str, Any],
) -> list[Statement]:
    """Write every view of every field; give the statements."""
    said: list[Statement] = []
    for field, stated in texts.items():
        found = [statement_of(text) for text in stated]
        said += found
        if field in _EXACT:
            values[_EXACT[field]] = exact = [one.exact for one in found]
            if field is Field.TITLE:
                values[WHOLE_TITLE] = exact
        if field in _FRENCH:
            values[_FRENCH[field]] = " ".join([one.french for one in found])
    values[_ALL_EXACT] = [one.exact for one in said]
    values[_ALL_FRENCH] = " ".join([one.french for one in said])
    return said


@lru_cache(maxsize=1 << 14)
def _paths(facet: FacetName, codes: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of the levels of a facet, with the codes and their families; the same ones come again and again."""
    by_level: dict[str, dict[str, None]] = {}
    for code in codes:
        for field, path in zip(_FACETS[facet], with_families(code), strict=False):
            by_level.setdefault(field, {})[path] = None
    return tuple((field, tuple(paths)) for field, paths in by_level.items())
