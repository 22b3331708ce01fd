"""Suggestions: headings from the words kept, resources from the documents, nothing that may not be seen."""

from collections.abc import Iterator
from itertools import islice

from tantivy import Occur
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index import words
from portee.catalogue.search.adapters.tantivy_index.matching import matching, silent
from portee.catalogue.search.adapters.tantivy_index.schema import HEADING, NUMBER, schema
from portee.catalogue.search.adapters.tantivy_index.state import State
from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.parsing import Clause, Option, Plan, View
from portee.catalogue.search.port import Access, Field, Suggestion, SuggestionKind
from portee.catalogue.search.suggesting import (
    CORRECTIONS,
    LEAST_CORRECTED,
    LEAST_TITLED,
    arranged,
)


def suggest(
    state: State, text: str, *, limit: int, access: Access | None
) -> tuple[Suggestion, ...]:
    """Offer what has every word typed, the last one as a beginning; then what has a word one edit away."""
    typed = exact_terms(text[:200])
    if not typed or limit < 1:
        return ()
    found = [*_headings(state, typed, limit, access), *_resources(state, typed, limit, access)]
    guessed: list[Suggestion] = []
    if len(found) < limit and len(typed[-1]) >= LEAST_CORRECTED:
        for better in state.neighbours(typed[-1])[:CORRECTIONS]:
            instead = [*typed[:-1], better]
            guessed += _headings(state, instead, limit, access)
            guessed += _resources(state, instead, limit, access)
    return arranged(found, guessed, limit)


def _headings(
    state: State, typed: list[str], limit: int, access: Access | None
) -> Iterator[Suggestion]:
    """Headings, asked of the documents one by one: some may be of documents that are gone, or hidden."""
    named = words.headings_with(state.words, typed, 2 * limit)
    counted = ((one, _count(state, one.key, access)) for one in named)
    offered = (Suggestion(one.kind, one.text, count=count) for one, count in counted if count)
    return islice(offered, limit)


def _count(state: State, key: str, access: Access | None) -> int:
    one = TantivyQuery.term_query(schema(), HEADING, key, "basic")
    if access is None:
        return state.count(one)
    seen = matching(Plan(), (), access)
    return state.count(TantivyQuery.boolean_query([(Occur.Must, one), (Occur.Must, silent(seen))]))


def _resources(
    state: State, typed: list[str], limit: int, access: Access | None
) -> Iterator[Suggestion]:
    if len(typed[-1]) < LEAST_TITLED:
        return
    clauses = [
        Clause((Option(View.EXACT, (term,)),), Field.TITLE, term) for term in set(typed[:-1])
    ]
    clauses.append(Clause((Option(View.EXACT, (typed[-1],), is_prefix=True),), Field.TITLE))
    hits = state.searcher.search(
        matching(Plan(required=tuple(clauses)), (), access), limit, count=False
    ).hits
    for number in state.searcher.fast_field_values(NUMBER, [address for _, address in hits]):
        yield Suggestion(SuggestionKind.RESOURCE, id=int(number or 0))
