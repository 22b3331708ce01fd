"""What is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from portee.catalogue.search.port.document import FacetName, Field
from portee.catalogue.search.port.query import Cursor


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `is_open` tells whether its access class is one of the asker's; None when nobody asked."""

    id: int
    score: float = 0.0
    is_open: bool | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many documents of the result have a value; for dates the value is `first..last`."""

    value: str
    count: int
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One page of what was found.

    `corrected` is the text that was sought instead, empty when what was typed was found; `next` is None at the end
    and past the depth an engine pages to. `is_partial`: some of the index did not answer in time.
    """

    total: int
    is_total_exact: bool
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, tuple[FacetCount, ...]]
    next: Cursor | None
    corrected: str
    generation: str
    took: timedelta = field(compare=False)
    is_partial: bool = False


class SuggestionKind(StrEnum):
    """What is offered while typing."""

    RESOURCE = "resource"
    PERSON = "person"
    SUBJECT = "subject"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line offered while typing. A resource has an `id` and no text, which is read from the database.

    `count`: how many documents bear the heading.
    """

    kind: SuggestionKind
    text: str = ""
    id: int | None = None
    count: int = 0


class Reason(StrEnum):
    """What a part of a score is for.

    `SCORE`: the whole of it. `FOUND`: that the words are there, whatever the field. `WORD`: a word in a field,
    as it was written or by its stem. `PHRASE`: the words in their order in a title. `WHOLE_TITLE`: the words are a
    title from end to end. `WORTH`: recent, or held by many.
    """

    SCORE = "score"
    FOUND = "found"
    WORD = "word"
    PHRASE = "phrase"
    WHOLE_TITLE = "whole-title"
    WORTH = "worth"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document stands where it does: a part of its score, and what it is made of.

    A `WORD` says which `term`, in which `field`, and whether it `is_exact`.
    """

    score: float
    reason: Reason
    parts: tuple["Explanation", ...] = ()
    term: str = ""
    field: Field | None = None
    is_exact: bool = False
