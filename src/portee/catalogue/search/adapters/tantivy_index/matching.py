"""Plans and filters as tantivy's queries: what is found, without a thought for scores."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tantivy import FieldType, Occur, Schema
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index.schema import (
    ACCESS,
    YEAR,
    facet_field,
    schema,
    text_field,
)
from portee.catalogue.search.facets import level_of
from portee.catalogue.search.parsing import Clause, Option, Plan, View
from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Bounds,
    FacetName,
    Field,
    Filter,
)
from portee.catalogue.search.port.document import HIERARCHICAL, MAX_LEVELS

Clauses = list[tuple[Occur, TantivyQuery]]


def matching(plan: Plan, filters: Iterable[Filter], access: Access | None) -> TantivyQuery:
    """Everything that the plan, the filters and what may be seen leave."""
    clauses: Clauses = [(Occur.Must, of_clause(clause)) for clause in plan.required]
    clauses += [(Occur.Must, silent(of_filter(one))) for one in filters]
    if access is not None and access.mode is AccessMode.ONLY:
        clauses.append((Occur.Must, _of_access(access.classes)))
    if not clauses:
        clauses.append((Occur.Must, TantivyQuery.all_query()))
    clauses += [(Occur.MustNot, of_clause(clause)) for clause in plan.excluded]
    return clauses[0][1] if len(clauses) == 1 else TantivyQuery.boolean_query(clauses)


def silent(query: TantivyQuery) -> TantivyQuery:
    """The same documents, adding nothing to their scores."""
    return TantivyQuery.const_score_query(query, 0.0)


def of_clause(clause: Clause) -> TantivyQuery:
    """Documents that meet a clause."""
    return any_of([of_option(option, clause.field) for option in clause.options])


def of_option(option: Option, field: Field | None) -> TantivyQuery:
    """Documents that have the terms, in one field or anywhere."""
    name = text_field(field, option.view)
    if option.is_prefix:
        return beginning(schema(), name, option.terms[0])
    if len(option.terms) > 1:
        return TantivyQuery.phrase_query(schema(), name, list(option.terms))
    kind = "freq" if option.view is View.FRENCH else "position"
    return TantivyQuery.term_query(schema(), name, option.terms[0], kind)


def beginning(within: Schema, name: str, letters: str) -> TantivyQuery:
    """Documents with a term that begins so.

    A pattern takes ten times as long to prepare, and a phrase with a prefix stops, and says nothing, at fifty terms.
    """
    return TantivyQuery.fuzzy_term_query(within, name, letters, distance=0, prefix=True)


def of_filter(one: Filter) -> TantivyQuery:
    """Documents that have one of the values."""
    if one.facet is FacetName.DATE:
        return any_of([of_bounds(bounds) for bounds in one.ranges])
    return any_of([of_value(one.facet, value) for value in one.values])


def of_value(facet: FacetName, value: str) -> TantivyQuery:
    """Documents that have the code, or one below it."""
    level = level_of(value) if facet in HIERARCHICAL else 0
    if level >= MAX_LEVELS:
        return TantivyQuery.empty_query()
    return TantivyQuery.term_query(schema(), facet_field(facet, level), value, "basic")


def of_bounds(bounds: Bounds) -> TantivyQuery:
    """Documents of these years."""
    if bounds.first is None and bounds.last is None:
        return TantivyQuery.exists_query(YEAR)
    return TantivyQuery.range_query(
        schema(), YEAR, FieldType.Integer, lower_bound=bounds.first, upper_bound=bounds.last
    )


def any_of(queries: Sequence[TantivyQuery]) -> TantivyQuery:
    """What one of the queries finds."""
    if len(queries) == 1:
        return queries[0]
    return TantivyQuery.boolean_query([(Occur.Should, query) for query in queries])


@lru_cache(maxsize=256)
def _of_access(classes: frozenset[int]) -> TantivyQuery:
    """Documents of these classes; kept, since a person's classes are the same from one query to the next."""
    return silent(TantivyQuery.term_set_query(schema(), ACCESS, sorted(classes)))
