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
_OWN_FIELDS: Final = {
    field: (
        f',"{text_field(field, View.FRENCH)}":"' if View.FRENCH in VIEWS.get(field, ()) else "",
        f',"{text_field(field, View.EXACT)}":["' if View.EXACT in VIEWS.get(field, ()) else "",
    )
    for field in Field
}
"""What stands before the French view of a field, and before the exact one; nothing where it has none."""

_ALL_FRENCH: Final = text_field(None, View.FRENCH)
_ALL_EXACT: Final = text_field(None, View.EXACT)
_NUMBERS: Final = (
    f'{{"{ID}":"%d","{NUMBER}":%d,"{FINGERPRINT}":%d,"{ACCESS}":%d,"{WEIGHT}":%r,'
    f'"{SORT_FIELDS[Sort.NEWEST]}":%d,"{SORT_FIELDS[Sort.OLDEST]}":%d,"{SORT_FIELDS[Sort.ADDED]}":%d,'
    f'"{SORT_FIELDS[Sort.TITLE]}":"%s"'
)
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
            _NUMBERS
            % (
                document.id,
                document.id,
                document.fingerprint,
                document.access_class,
                # A score is multiplied by log2(2 + weight): this makes it 1 to 1 + MILDNESS.
                2.0 ** (1.0 + MILDNESS * document.weight) - 2.0,
                newest_key(document),
                oldest_key(document),
                added_key(document),
                title_key_of(title, document.id),
            )
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
            before_french, before_exact = _OWN_FIELDS[field]
            if before_french:
                parts += (before_french, french, '"')
            if before_exact:
                parts += (before_exact, exact, '"]')
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
