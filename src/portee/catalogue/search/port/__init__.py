"""What is asked of a search engine, and what it answers: frozen words, shared by every engine.

Nothing here knows how an engine works; nothing here asks what an engine spread over machines could not give.
"""

from portee.catalogue.search.port.document import Document, FacetName, Field
from portee.catalogue.search.port.engine import (
    BusyError,
    Engine,
    Health,
    IndexMissingError,
    Rebuild,
    Writer,
)
from portee.catalogue.search.port.headings import Headings, HeadingsWanted
from portee.catalogue.search.port.query import (
    Access,
    AccessMode,
    Bounds,
    Cursor,
    CursorError,
    FacetWanted,
    Filter,
    Query,
    Sort,
)
from portee.catalogue.search.port.result import (
    Explanation,
    FacetCount,
    Hit,
    Reason,
    Result,
    Suggestion,
    SuggestionKind,
)

__all__ = [
    "Access",
    "AccessMode",
    "Bounds",
    "BusyError",
    "Cursor",
    "CursorError",
    "Document",
    "Engine",
    "Explanation",
    "FacetCount",
    "FacetName",
    "FacetWanted",
    "Field",
    "Filter",
    "Headings",
    "HeadingsWanted",
    "Health",
    "Hit",
    "IndexMissingError",
    "Query",
    "Reason",
    "Rebuild",
    "Result",
    "Sort",
    "Suggestion",
    "SuggestionKind",
    "Writer",
]
