"""What is asked of the index: the search side of the catalogue's door."""

from collections.abc import Iterator

from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.landing import answered
from portee.catalogue.indexing.names import establishment_names
from portee.catalogue.search.intents import Intent, recognised
from portee.catalogue.search.port import (
    Access,
    Explanation,
    Headings,
    HeadingsWanted,
    Health,
    Query,
    Result,
    Suggestion,
)


def search(query: Query) -> Result:
    """Answer one query. Raises IndexMissingError while search is being rebuilt; CursorError for another's cursor."""
    return answered(current_engine(), query)


def suggest(text: str, *, limit: int = 10, access: Access | None = None) -> tuple[Suggestion, ...]:
    """Offer headings and resources for what is being typed. Raises IndexMissingError."""
    return current_engine().suggest(text, limit=limit, access=access)


def list_headings(wanted: HeadingsWanted) -> Headings:
    """A stretch of the people or subjects of the catalogue, from A to Z. Raises IndexMissingError."""
    return current_engine().headings(wanted)


def scan(query: Query) -> Iterator[int]:
    """The ids of everything found, ascending, as it was when the scan began. Raises IndexMissingError."""
    return current_engine().scan(query)


def explain(query: Query, resource_id: int) -> Explanation | None:
    """Why a resource stands where it does; None when the query does not find it. Raises IndexMissingError."""
    return current_engine().explain(query, resource_id)


def search_health() -> Health:
    """The state of the index; never raises."""
    return current_engine().health()


def recognise(text: str, *, language: str) -> tuple[Intent, ...]:
    """What a query is also about, to be offered as filters: an ISBN, an instrument, a level, an establishment."""
    return recognised(text, language=language, establishments=establishment_names())
