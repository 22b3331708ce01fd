"""The index beside the documents: words to correct with, headings to offer.

Each word stands once, so that the few that are one edit from another are soon found; a heading stands by its terms,
and by their first letters, which would begin too many terms to be sought one by one. How many documents have either
is asked of the documents themselves, at the moment.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import msgspec
from tantivy import Occur, Order, Schema, SchemaBuilder, Searcher
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index.matching import beginning
from portee.catalogue.search.edits import is_one_edit_away
from portee.catalogue.search.listing import beginnings_of, order_of
from portee.catalogue.search.port import HeadingsWanted, SuggestionKind
from portee.catalogue.search.suggesting import Heading

KEY: Final = "key"
TERM: Final = "term"
KIND: Final = "kind"
TEXT: Final = "text"
TERMS: Final = "terms"
BEGINNINGS: Final = "beginnings"
COUNT: Final = "count"
LISTED: Final = "listed"
ORDER: Final = "order"

LONGEST_BEGINNING: Final = 3
"""First letters that are indexed; what is longer begins so few terms that they are sought in the dictionary."""

MOST_NEIGHBOURS: Final = 200

_encoder: Final = msgspec.json.Encoder()


@cache
def words_schema() -> Schema:
    """One schema for words (`term`) and headings (the rest)."""
    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TERM, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(KIND, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TEXT, stored=True, tokenizer_name="raw", index_option="basic")
    for several in (TERMS, BEGINNINGS, LISTED):
        builder.add_text_field(several, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(ORDER, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field(COUNT, fast=True)
    return builder.build()


def written_word(term: str) -> str:
    """A word, in JSON, which escapes no letter."""
    return f'{{"{TERM}":"{term}"}}'


def written_heading(heading: Heading, exact_terms: Iterable[str], count: int) -> str:
    """A heading, its exact terms and how many documents had it when it was written, in JSON."""
    said = list(exact_terms)
    terms = list(dict.fromkeys(said))
    ends = range(1, LONGEST_BEGINNING + 1)
    begun = dict.fromkeys([term[:end] for end in ends for term in terms])
    row = {
        KEY: heading.key,
        KIND: heading.kind,
        TEXT: heading.text,
        TERMS: " ".join(terms),
        BEGINNINGS: " ".join(begun),
        COUNT: count,
        LISTED: " ".join(_list_of(heading.kind, one) for one in beginnings_of(said)),
        ORDER: order_of(said, heading.text),
    }
    return _encoder.encode(row).decode()


def neighbours(searcher: Searcher, term: str) -> list[str]:
    """Every word kept that is one edit away."""
    query = TantivyQuery.fuzzy_term_query(words_schema(), TERM, term, distance=1)
    found = searcher.search(query, MOST_NEIGHBOURS, count=False).hits
    words = {str(searcher.doc(address).get_first(TERM)) for _, address in found}
    return [word for word in words if is_one_edit_away(term, word)]


def headings_with(searcher: Searcher, typed: list[str], limit: int) -> Iterator[Heading]:
    """Headings that have every term typed and one that begins as the last, those of most documents first."""
    clauses = [
        TantivyQuery.term_query(words_schema(), TERMS, term, "basic") for term in set(typed[:-1])
    ]
    clauses.append(_beginning(typed[-1]))
    query = TantivyQuery.boolean_query([(Occur.Must, clause) for clause in clauses])
    found = searcher.search(query, limit, count=False, order_by_field=COUNT, order=Order.Desc)
    for _, address in found.hits:
        row = searcher.doc(address)
        yield Heading(SuggestionKind(str(row.get_first(KIND))), str(row.get_first(TEXT)))


def headings_from(searcher: Searcher, wanted: HeadingsWanted) -> Iterator[Heading]:
    """Headings of one kind that begin as wanted, in alphabetical order."""
    if not wanted.limit:
        return
    found = searcher.search(
        _listed(wanted.kind, wanted.begins),
        wanted.limit,
        count=False,
        order_by_field=ORDER,
        order=Order.Asc,
        offset=wanted.offset,
    )
    for _, address in found.hits:
        yield Heading(wanted.kind, str(searcher.doc(address).get_first(TEXT)))


def count_headings(searcher: Searcher, kind: SuggestionKind, begins: str) -> int:
    """How many headings of a kind are kept that begin so."""
    # The stubs of tantivy forget `count`.
    found: Any = searcher.search(_listed(kind, begins), 1, count=True)
    return int(found.count)


def _listed(kind: SuggestionKind, begins: str) -> TantivyQuery:
    field, term = (LISTED, _list_of(kind, begins)) if begins else (KIND, kind.value)
    return TantivyQuery.term_query(words_schema(), field, term, "basic")


def _list_of(kind: SuggestionKind, begins: str) -> str:
    return f"{kind}:{begins}"


def _beginning(letters: str) -> TantivyQuery:
    if len(letters) <= LONGEST_BEGINNING:
        return TantivyQuery.term_query(words_schema(), BEGINNINGS, letters, "basic")
    return beginning(words_schema(), TERMS, letters)


def missing_words(searcher: Searcher, terms: Iterable[str]) -> Iterator[str]:
    """The terms that are not kept yet."""
    return (term for term in terms if searcher.doc_freq(TERM, term) == 0)
