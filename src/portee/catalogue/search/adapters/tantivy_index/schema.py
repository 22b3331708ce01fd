"""The fields of the index of documents.

Terms are worked out by `analysis` and joined by spaces; tantivy only cuts at them. What may be found anywhere stands
in two fields that hold everything (`all_fr`, `all_ex`): a word costs one list of documents, however many fields there
are, and the fields of their own are read for scores and for words with a scope. Only exact views know positions.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from portee.catalogue.search.parsing import View
from portee.catalogue.search.port import FacetName, Field, Sort
from portee.catalogue.search.port.document import CODED, HIERARCHICAL, MAX_LEVELS

FORMAT: Final = 5
"""Changes whenever an index written before could not be read, or would answer otherwise."""

ID: Final = "id"
"""The id as raw text: what is deleted by. Deleting by an unsigned number deletes nothing, and says nothing."""

NUMBER: Final = "number"
YEAR: Final = "year"
ACCESS: Final = "access_class"
WEIGHT: Final = "weight"
FINGERPRINT: Final = "fingerprint"
HEADING: Final = "heading"
WHOLE_TITLE: Final = "title_whole"
"""The number of each title: see `number_of_title`."""

SORT_KEY: Final = "sort_key"
"""The tokenizer of a sort key of text, which differs from writing to reading: see `opened_documents`."""

MILDNESS: Final = 0.15
"""The most that a document's own weight adds to its score."""

_BOTH: Final = (View.FRENCH, View.EXACT)
VIEWS: Final[Mapping[Field, tuple[View, ...]]] = {
    Field.TITLE: _BOTH,
    Field.CONTRIBUTOR: _BOTH,
    Field.SUBJECT: _BOTH,
    Field.LABEL: (View.FRENCH,),
    Field.PUBLISHER: _BOTH,
    Field.IDENTIFIER: (View.EXACT,),
}
"""The views that a field has of its own, because a scope or a boost reads them; notes have none."""

SORT_FIELDS: Final = {
    Sort.NEWEST: "by_newest",
    Sort.OLDEST: "by_oldest",
    Sort.ADDED: "by_added",
    Sort.TITLE: "by_title",
}


def text_field(field: Field | None, view: View) -> str:
    """The field of a view of one field, or of all."""
    return f"{field or 'all'}_{view}"


def facet_field(facet: FacetName, level: int = 0) -> str:
    """The field of a facet's codes at one level of their tree."""
    return f"facet_{facet}_{level}"


def levels(facet: FacetName) -> range:
    """The levels a facet has."""
    return range(MAX_LEVELS if facet in HIERARCHICAL else 1)


@cache
def schema() -> Schema:
    """The schema of format `FORMAT`."""
    builder = SchemaBuilder()
    for field, views in ((None, _BOTH), *VIEWS.items()):
        for view in views:
            builder.add_text_field(
                text_field(field, view),
                tokenizer_name="whitespace",
                index_option="position" if view is View.EXACT else "freq",
            )
    for raw in (ID, HEADING):
        builder.add_text_field(raw, tokenizer_name="raw", index_option="basic")
    for facet in CODED:
        for level in levels(facet):
            builder.add_text_field(
                facet_field(facet, level), tokenizer_name="raw", index_option="basic", fast=True
            )
    for number in (
        NUMBER,
        FINGERPRINT,
        YEAR,
        *(SORT_FIELDS[sort] for sort in (Sort.NEWEST, Sort.OLDEST, Sort.ADDED)),
    ):
        builder.add_integer_field(number, fast=True)
    builder.add_integer_field(ACCESS, fast=True, indexed=True)
    builder.add_integer_field(WHOLE_TITLE, indexed=True)
    builder.add_text_field(
        SORT_FIELDS[Sort.TITLE], tokenizer_name=SORT_KEY, index_option="basic", fast=True
    )
    builder.add_float_field(WEIGHT, fast=True)
    return builder.build()


def number_of_title(exact: str) -> int:
    """The number of a title by its exact terms, joined by spaces: 63 bits, which no two titles of a catalogue share.

    A dictionary of numbers is written with less work than one of titles, and nobody asks for a part of a title in it.
    """
    return int.from_bytes(blake2b(exact.encode(), digest_size=8).digest(), "big") >> 1


def opened_documents(folder: Path, *, is_written: bool) -> Index:
    """The index of documents in a folder.

    A sort key is a column, and needs no dictionary, which would hold one long term for each document: whoever writes
    makes no term of it. Readers make one of a key that they seek a range from; tantivy looks for it in the column.
    """
    index = Index(schema(), str(folder))
    whole = TextAnalyzerBuilder(Tokenizer.raw()).build()
    nothing = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.remove_long(1)).build()
    index.register_fast_field_tokenizer(SORT_KEY, whole)
    index.register_tokenizer(SORT_KEY, nothing if is_written else whole)
    return index
