"""How a query becomes a page, whatever the engine: plan, order, cursor, second try with corrected words.

An engine brings a `Core`, which matches, counts and knows its words; it does nothing of this again.
"""

import hashlib
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, Protocol

from portee.catalogue.search.analysis import normalised, terms_of
from portee.catalogue.search.parsing import Plan, plan
from portee.catalogue.search.port import (
    Cursor,
    CursorError,
    FacetCount,
    FacetName,
    Hit,
    Query,
    Result,
    Sort,
)
from portee.catalogue.search.port.query import MAX_DEPTH

SHORTEST_CORRECTED: Final = 4
"""Letters below which a word has too many neighbours to be corrected."""


MOST_NEIGHBOURS: Final = 3
"""Words tried in the place of an unknown one."""

MOST_WORDS_CHANGED: Final = 12
"""Words of a query beyond which nothing is tried: that is no query any more."""

_TERM: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a core found: `hits` is one longer than the page when there is more; `keys` are their sort keys."""

    total: int
    hits: tuple[Hit, ...]
    keys: tuple[str, ...]
    facets: Mapping[FacetName, tuple[FacetCount, ...]]


class Core(Protocol):
    """One state of an index, which no writer changes."""

    @property
    def generation(self) -> str:
        """What tells this state from the others."""
        ...

    def page(self, wanted: Plan, query: Query, sort: Sort) -> Page:
        """Find, order and count."""
        ...

    def neighbours(self, term: str) -> tuple[str, ...]:
        """Exact terms of the index one edit away, most frequent first, then in alphabetical order."""
        ...

    def knows(self, term: str) -> bool:
        """Whether the exact term, or its stem, is in some document."""
        ...


def answer(core: Core, query: Query) -> Result:
    """Answer a query. Raises CursorError for the cursor of another query."""
    started = time.perf_counter()
    signed = _signature(query)
    if query.after is not None and query.after.query != signed:
        raise CursorError("This cursor belongs to another search.")
    wanted = plan(query.text, is_typing=query.is_typing)
    corrected = ""
    page = core.page(wanted, query, _order(wanted, query))
    if page.total == 0 and query.may_correct and 0 < len(wanted.required) <= MOST_WORDS_CHANGED:
        for text in _other_texts(core, wanted, query.text):
            other = plan(text)
            if not other.required:
                continue
            second = core.page(other, query, _order(other, query))
            if second.total:
                corrected, page = text, second
                break
    return Result(
        total=page.total,
        is_total_exact=True,
        hits=page.hits[: query.limit],
        facets=page.facets,
        next=_next(page, query, signed),
        corrected=corrected,
        generation=core.generation,
        took=timedelta(seconds=time.perf_counter() - started),
    )


def _order(wanted: Plan, query: Query) -> Sort:
    """Without words nothing is more relevant than the rest: the latest arrivals come first."""
    if query.sort is Sort.RELEVANCE and not wanted.required:
        return Sort.ADDED
    return query.sort


def _next(page: Page, query: Query, signed: str) -> Cursor | None:
    position = (query.after.position if query.after else 0) + query.limit
    if len(page.hits) <= query.limit or query.limit == 0:
        return None
    key = page.keys[query.limit - 1]
    if not key and position + query.limit > MAX_DEPTH:
        return None
    return Cursor(position=position, key=key, query=signed)


def _signature(query: Query) -> str:
    """What a cursor belongs to: everything but the page and what is counted beside it."""
    asked = replace(query, after=None, limit=0, facets=())
    access = sorted(asked.access.classes) if asked.access else None
    mode = asked.access.mode if asked.access else ""
    words = repr((asked.text, asked.filters, asked.sort, access, mode, asked.is_typing))
    return hashlib.blake2b(words.encode(errors="replace"), digest_size=6).hexdigest()


def _other_texts(core: Core, wanted: Plan, text: str) -> Iterator[str]:
    """What may have been meant, nearest first: unknown words corrected, then left out, then one word less.

    In French what matters most is said first: words are left out from the last one.
    """
    unknown = [
        clause.term for clause in wanted.required if clause.term and not core.knows(clause.term)
    ]
    yield from _corrected(core, unknown, text)
    words = [clause.term for clause in wanted.required if clause.term]
    if 0 < len(unknown) < len(words):
        yield _without(text, frozenset(unknown))
    if not unknown and len(words) > 1:
        yield from (_without(text, frozenset((one,))) for one in reversed(words))


def _corrected(core: Core, unknown: Iterable[str], text: str) -> Iterator[str]:
    """The text with unknown words replaced: each by its best neighbour, then by the next ones."""
    near = {
        term: core.neighbours(term)[:MOST_NEIGHBOURS]
        for term in unknown
        if len(term) >= SHORTEST_CORRECTED
    }
    for place in range(max(map(len, near.values()), default=0)):
        better = {term: found[min(place, len(found) - 1)] for term, found in near.items() if found}
        yield " ".join(_replaced(word, better) for word in text.split())


def _without(text: str, terms: Collection[str]) -> str:
    """The text without some words; what stands beside them stays as typed."""
    return " ".join(
        word for word in text.split() if not set(terms_of(normalised(word))) & set(terms)
    )


def _replaced(word: str, better: Mapping[str, str]) -> str:
    """The word as typed, or normalised with the terms in it corrected: a scope before it stays."""
    shown = normalised(word)
    if not any(term in better for term in terms_of(shown)):
        return word
    return _TERM.sub(lambda found: better.get(found[0], found[0]), shown)
