"""What is asked: words, filters, facets, an order, a page."""

import base64
import binascii
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from portee.catalogue.search.port.document import MAX_LEVELS, FacetName

MAX_LIMIT: Final = 100
MAX_DEPTH: Final = 10_000
"""How far a reader may page by relevance; exports go by `scan`."""

MAX_FACET_VALUES: Final = 1_000


class Sort(StrEnum):
    """Orders of a result. All but relevance are whole: two documents never tie, the id decides."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    ADDED = "added"


class AccessMode(StrEnum):
    """`BADGE` shows everything and tells what opens; `ONLY` hides the rest, from hits and from every count."""

    BADGE = "badge"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Access:
    """The classes that open for whoever asks."""

    classes: frozenset[int]
    mode: AccessMode = AccessMode.BADGE


@dataclass(frozen=True, slots=True)
class Bounds:
    """Years from `first` to `last`, both included; None is no bound."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Any of these values of one facet, or any of these ranges of years. Filters of two facets add up."""

    facet: FacetName
    values: tuple[str, ...] = ()
    ranges: tuple[Bounds, ...] = ()

    def __post_init__(self) -> None:
        """Dates have ranges, codes have values."""
        is_date = self.facet is FacetName.DATE
        if bool(self.ranges) != is_date or bool(self.values) == is_date:
            raise ValueError(f"A filter on {self.facet} takes {'ranges' if is_date else 'values'}.")


@dataclass(frozen=True, slots=True)
class FacetWanted:
    """A facet whose values are to be counted.

    `limit` values at most, most frequent first, selected ones added. `under` is a family: its direct members are
    counted; an empty one gives the top of the tree. With a `depth` of two the members of those are counted too, and so
    on, `limit` of each level at most. `ranges` are for dates. `ignores_own_filter`: what is already
    chosen in this facet does not narrow its counts, so that a second value can be chosen beside the first.
    """

    facet: FacetName
    limit: int = 20
    under: str = ""
    depth: int = 1
    ranges: tuple[Bounds, ...] = ()
    ignores_own_filter: bool = True

    def __post_init__(self) -> None:
        """Dates are counted by ranges, codes by values."""
        if bool(self.ranges) != (self.facet is FacetName.DATE):
            raise ValueError(f"The facet {self.facet} is not counted so.")
        if not 1 <= self.limit <= MAX_FACET_VALUES:
            raise ValueError(f"A facet gives from 1 to {MAX_FACET_VALUES} values.")
        if not 1 <= self.depth <= MAX_LEVELS:
            raise ValueError(f"A facet is counted 1 to {MAX_LEVELS} levels deep.")


class CursorError(ValueError):
    """A cursor that was not given by this search, or was tampered with."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends. For readers it is an opaque word: see `token`.

    `position` documents lie before; `key` is the sort key of the last one, empty by relevance.
    """

    position: int
    key: str
    query: str

    @property
    def token(self) -> str:
        """The cursor as it travels in an address."""
        words = json.dumps([self.position, self.key, self.query], separators=(",", ":"))
        return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> Self:
        """Read what `token` wrote. Raises CursorError for anything else."""
        try:
            words = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            position, key, query = words
        except (ValueError, TypeError, binascii.Error, RecursionError) as error:
            raise CursorError("This is no cursor.") from error
        if type(position) is not int or not isinstance(key, str) or not isinstance(query, str):
            raise CursorError("This is no cursor.")
        if not 0 <= position <= 1 << 40:
            raise CursorError("This is no cursor.")
        return cls(position=position, key=key, query=query)


@dataclass(frozen=True, slots=True)
class Query:
    """One search. `text` is what the reader typed: it is parsed by `parsing`, and never fails.

    `is_typing`: the last word may be the beginning of one. `may_correct`: when nothing is found, words one or two
    letters away are tried, and the answer says so.
    """

    text: str = ""
    filters: tuple[Filter, ...] = ()
    facets: tuple[FacetWanted, ...] = ()
    access: Access | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: Cursor | None = None
    is_typing: bool = False
    may_correct: bool = True

    def __post_init__(self) -> None:
        """Refuse pages that no engine would give, and two filters on one facet."""
        if not 0 <= self.limit <= MAX_LIMIT:
            raise ValueError(f"A page holds from 0 to {MAX_LIMIT} documents.")
        facets = [one.facet for one in self.filters]
        if len(set(facets)) != len(facets):
            raise ValueError("A facet has one filter, with all its values.")
