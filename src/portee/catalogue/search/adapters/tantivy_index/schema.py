"""The fields of the index of documents.

Terms are worked out by `analysis` and joined by spaces; tantivy only cuts at them. What may be found anywhere stands
in two fields that hold everything (`all_fr`, `all_ex`): a word costs one list of documents, however many fields there
are, and the fields of their own are read for scores and for words with a scope. Only exact views know positions.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from tantivy import Schema, SchemaBuilder

from portee.catalogue.search.parsing import View
from portee.catalogue.search.port import FacetName, Field, Sort
from portee.catalogue.search.port.document import CODED, HIERARCHICAL, MAX_LEVELS

FORMAT: Final = 3
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
    for raw in (ID, HEADING, WHOLE_TITLE):
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
    builder.add_text_field(
        SORT_FIELDS[Sort.TITLE], tokenizer_name="raw", index_option="basic", fast=True
    )
    builder.add_float_field(WEIGHT, fast=True)
    return builder.build()
