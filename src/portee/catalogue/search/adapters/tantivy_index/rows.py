"""Documents written down for tantivy, in JSON, which it reads faster than it takes values one by one.

This is where indexing spends its time: the statements of a whole batch are analysed together, those that come back
from one document to the next are analysed once. Terms are letters, figures and a few signs, of which JSON escapes
none: they are put together by hand, and so are codes of facets, written once for all documents that have the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

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
    number_of_title,
    text_field,
)
from portee.catalogue.search.adapters.tantivy_index.statements import Statements
from portee.catalogue.search.parsing import View
from portee.catalogue.search.port import Document, FacetName, Field, Sort
from portee.catalogue.search.port.document import HIERARCHICAL, with_families
from portee.catalogue.search.sorting import added_key, newest_key, oldest_key, title_key_of
from portee.catalogue.search.suggesting import heading_keys

_BETWEEN: Final = '","'
_FRENCH: Final = {
    field: f',"{text_field(field, View.FRENCH)}":"'
    for field, views in VIEWS.items()
    if View.FRENCH in views
}
_EXACT: Final = {
    field: f',"{text_field(field, View.EXACT)}":["'
    for field, views in VIEWS.items()
    if View.EXACT in views
}
"""What stands before the French view of a field, and before the exact one."""

_ALL_FRENCH: Final = text_field(None, View.FRENCH)
_ALL_EXACT: Final = text_field(None, View.EXACT)
_NEWEST: Final = SORT_FIELDS[Sort.NEWEST]
_OLDEST: Final = SORT_FIELDS[Sort.OLDEST]
_ADDED: Final = SORT_FIELDS[Sort.ADDED]
_TITLE: Final = SORT_FIELDS[Sort.TITLE]
_encode: Final = msgspec.json.Encoder().encode


class Row(NamedTuple):
    """A document as tantivy takes it, and the keys of its headings."""

    id: int
    json: str
    headings: list[str]


class RowWriter:
    """Writes documents down, and remembers the statements that come back."""

    def __init__(self) -> None:
        self.statements = Statements()

    def rows(self, documents: Sequence[Document]) -> Iterator[Row]:
        """Write a batch of documents down."""
        once = self.statements.learn(documents)
        for document in documents:
            yield self._row(document)
        self.statements.forget(once)

    def _row(self, document: Document) -> Row:
        named = heading_keys(document)
        title = self.statements.exact[document.sort_title]
        parts = [
            f'{{"{ID}":"{document.id}","{NUMBER}":{document.id},"{FINGERPRINT}":{document.fingerprint}',
            f',"{ACCESS}":{document.access_class}',
            # A score is multiplied by log2(2 + weight): this makes it 1 to 1 + MILDNESS.
            f',"{WEIGHT}":{2.0 ** (1.0 + MILDNESS * document.weight) - 2.0}',
            f',"{_NEWEST}":{newest_key(document)},"{_OLDEST}":{oldest_key(document)}',
            f',"{_ADDED}":{added_key(document)},"{_TITLE}":"{title_key_of(title, document.id)}"',
        ]
        self._write_texts(document.texts, parts)
        if document.year is not None:
            parts.append(f',"{YEAR}":{document.year}')
        if named:
            parts.append(f',"{HEADING}":{_encode(named).decode()}')
        for facet, codes in document.facets.items():
            parts.append(_codes(facet, codes))
        parts.append("}")
        return Row(document.id, "".join(parts), named)

    def _write_texts(self, texts: Mapping[Field, tuple[str, ...]], parts: list[str]) -> None:
        """Write every view of every field, then the two that hold everything."""
        exact_of = self.statements.exact.__getitem__
        french_of = self.statements.french.__getitem__
        all_exact: list[str] = []
        all_french: list[str] = []
        for field, stated in texts.items():
            exact = _BETWEEN.join(map(exact_of, stated))
            french = " ".join(map(french_of, stated))
            all_exact.append(exact)
            all_french.append(french)
            if field in _FRENCH:
                parts += (_FRENCH[field], french, '"')
            if field in _EXACT:
                parts += (_EXACT[field], exact, '"]')
        parts += (f',"{_ALL_EXACT}":["', _BETWEEN.join(all_exact), '"]')
        parts += (f',"{_ALL_FRENCH}":"', " ".join(all_french), '"')
        titles = texts.get(Field.TITLE, ())
        numbers = ",".join([str(number_of_title(exact_of(one))) for one in titles])
        parts.append(f',"{WHOLE_TITLE}":[{numbers}]')


@lru_cache(maxsize=1 << 14)
def _codes(facet: FacetName, codes: Iterable[str]) -> str:
    """The fields of the levels of a facet, with the codes and their families; the same ones come again and again."""
    by_level: dict[str, dict[str, None]] = {}
    for code in codes:
        paths = with_families(code) if facet in HIERARCHICAL else (code,)
        for level, path in zip(levels(facet), paths, strict=False):
            by_level.setdefault(facet_field(facet, level), {})[path] = None
    written = (f',"{field}":{_encode(list(paths)).decode()}' for field, paths in by_level.items())
    return "".join(written)
