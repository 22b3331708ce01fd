"""Lists of headings from A to Z: their order from the words kept, their counts from the documents."""

from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index import words
from portee.catalogue.search.adapters.tantivy_index.schema import HEADING, schema
from portee.catalogue.search.adapters.tantivy_index.state import State
from portee.catalogue.search.listing import next_beginnings
from portee.catalogue.search.port import Headings, HeadingsWanted, Suggestion


def listed(state: State, wanted: HeadingsWanted) -> Headings:
    """Give a stretch of the headings of one kind that begin as wanted."""
    kind = wanted.kind
    longer = {
        one: words.count_headings(state.words, kind, one) for one in next_beginnings(wanted.begins)
    }
    counted = (
        (one, state.count(TantivyQuery.term_query(schema(), HEADING, one.key, "basic")))
        for one in words.headings_from(state.words, wanted)
    )
    return Headings(
        total=words.count_headings(state.words, kind, wanted.begins),
        lines=tuple(Suggestion(one.kind, one.text, count=count) for one, count in counted if count),
        beginnings={one: count for one, count in longer.items() if count},
    )
