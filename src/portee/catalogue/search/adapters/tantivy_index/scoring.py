"""Scores: what a word found in each field adds to what was found anyway."""

from collections.abc import Iterator
from typing import Final

from tantivy import Occur
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index.matching import matching, of_option
from portee.catalogue.search.adapters.tantivy_index.schema import (
    VIEWS,
    WHOLE_TITLE,
    number_of_title,
    schema,
    text_field,
)
from portee.catalogue.search.parsing import Clause, Option, Plan, View
from portee.catalogue.search.port import Access, Explanation, Field, Filter, Reason
from portee.catalogue.search.port.document import BOOSTS, EXACT_BOOST

SCORED: Final = tuple(
    (field, view, boost * (EXACT_BOOST if view is View.EXACT else 1.0))
    for field, boost in BOOSTS.items()
    for view in VIEWS[field]
    # Names and publishers are written in one way: their stems find, and add nothing.
    if view is View.EXACT or field not in (Field.CONTRIBUTOR, Field.PUBLISHER)
)
"""Every list of documents that a word of a query reads for its score, with its boost."""

PHRASE_BOOST: Final = 6.0
"""The words of a query, in order, in a title: « ou est le chat » is a title before it is about cats."""

WHOLE_TITLE_BOOST: Final = 12.0
"""A query that is a title, from end to end."""

WORDS_SCORED: Final = 8
"""Words whose fields are weighed; the rest of a long query is only found."""


def scored(plan: Plan, filters: tuple[Filter, ...], access: Access | None) -> TantivyQuery:
    """The documents of `matching`, with scores."""
    found = matching(plan, filters, access)
    added = list(bonuses(plan))
    if not added:
        return found
    return TantivyQuery.boolean_query(
        [(Occur.Must, found), *((Occur.Should, bonus) for _, bonus in added)]
    )


def bonuses(plan: Plan) -> Iterator[tuple[Explanation, TantivyQuery]]:
    """What is added to the score of what is found, each part with what it is for."""
    for clause in plan.required[:WORDS_SCORED]:
        yield from _bonuses_of_clause(clause)
    yield from _bonuses_of_whole(plan.whole)


def _bonuses_of_clause(clause: Clause) -> Iterator[tuple[Explanation, TantivyQuery]]:
    """What the fields add where the clause, or the very term that was typed, is found in them."""
    typed = Option(View.EXACT, (clause.term,)) if clause.term else None
    for field, view, boost in SCORED:
        if clause.field not in (None, field):
            continue
        option = clause.options[0] if clause.options[0].view is view else typed
        if option is not None and option.view is view:
            shown = Explanation(
                score=boost,
                reason=Reason.WORD,
                term=clause.term or " ".join(option.terms),
                field=field,
                is_exact=view is View.EXACT,
            )
            yield shown, TantivyQuery.boost_query(of_option(option, field), boost)


def _bonuses_of_whole(terms: tuple[str, ...]) -> Iterator[tuple[Explanation, TantivyQuery]]:
    if not terms:
        return
    title = TantivyQuery.term_query(schema(), WHOLE_TITLE, number_of_title(" ".join(terms)))
    yield (
        Explanation(WHOLE_TITLE_BOOST, Reason.WHOLE_TITLE),
        TantivyQuery.boost_query(silent_one(title), WHOLE_TITLE_BOOST),
    )
    if len(terms) > 1:
        phrase = TantivyQuery.phrase_query(
            schema(), text_field(Field.TITLE, View.EXACT), list(terms)
        )
        yield (
            Explanation(PHRASE_BOOST, Reason.PHRASE),
            TantivyQuery.boost_query(phrase, PHRASE_BOOST),
        )


def silent_one(query: TantivyQuery) -> TantivyQuery:
    """The same documents, each adding one."""
    return TantivyQuery.const_score_query(query, 1.0)
