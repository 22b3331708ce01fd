"""One state of an index, open for reading: finds, orders, counts, explains."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tantivy import DocAddress, FieldType, Index, Occur, Order, Searcher
from tantivy import Query as TantivyQuery

from portee.catalogue.search.adapters.tantivy_index import words
from portee.catalogue.search.adapters.tantivy_index.counting import Counting
from portee.catalogue.search.adapters.tantivy_index.matching import (
    matching,
    of_option,
    silent,
)
from portee.catalogue.search.adapters.tantivy_index.schema import (
    ACCESS,
    FINGERPRINT,
    ID,
    NUMBER,
    SORT_FIELDS,
    WEIGHT,
    schema,
    text_field,
)
from portee.catalogue.search.adapters.tantivy_index.scoring import bonuses, scored
from portee.catalogue.search.analysis import stem
from portee.catalogue.search.answering import Page
from portee.catalogue.search.parsing import Option, Plan, View, plan
from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Explanation,
    Hit,
    Query,
    Reason,
    Sort,
)
from portee.catalogue.search.sorting import Key, read_key

SCAN_BATCH: Final = 20_000
"""Ids read at a time: each batch costs one pass over what is found."""

MOST_APART: Final = 100
APART_AMONG: Final = 6
"""Documents looked at one by one for what may be seen, at most, and among how many times as many."""


@dataclass(frozen=True)
class State:
    """A generation at one commit: what it finds does not change while it is held."""

    index: Index
    searcher: Searcher
    words: Searcher
    generation: str
    mark: str

    def page(self, wanted: Plan, query: Query, sort: Sort) -> Page:
        """Find, order and count."""
        counting = Counting(self.searcher, wanted, query)
        total, facets = counting.total_and_facets()
        if not total or not query.limit:
            return Page(total=total, hits=(), keys=(), facets=facets)
        if sort is Sort.RELEVANCE:
            return self._by_relevance(wanted, query, total, facets)
        found = matching(wanted, query.filters, query.access)
        if query.after is not None:
            after = self._past(sort, read_key(query.after.key, sort))
            found = TantivyQuery.boolean_query([(Occur.Must, found), (Occur.Must, after)])
        hits = self.searcher.search(
            found,
            query.limit + 1,
            count=False,
            order_by_field=SORT_FIELDS[sort],
            order=Order.Asc,
        ).hits
        return Page(
            total=total,
            hits=self._hits([(0.0, address) for _, address in hits], query.access),
            keys=tuple(str(key) for key, _ in hits),
            facets=facets,
        )

    def explain(self, query: Query, document_id: int) -> Explanation | None:
        """Say why a document has its score."""
        wanted = plan(query.text, is_typing=query.is_typing)
        one = silent(TantivyQuery.term_query(schema(), ID, str(document_id), "basic"))
        whole = self._score(scored(wanted, query.filters, query.access), one, weight=WEIGHT)
        if whole is None:
            return None
        found = self._score(matching(wanted, query.filters, query.access), one) or 0.0
        parts = [Explanation(found, Reason.FOUND)]
        for shown, bonus in bonuses(wanted):
            added = self._score(bonus, one)
            if added is not None:
                parts.append(replace(shown, score=added))
        # Scores have seven digits: what is left of a difference is not a reason.
        worth = round(whole - sum(part.score for part in parts), 3)
        parts.append(Explanation(worth, Reason.WORTH))
        return Explanation(whole, Reason.SCORE, tuple(parts))

    def _score(
        self, query: TantivyQuery, one: TantivyQuery, *, weight: str | None = None
    ) -> float | None:
        """What a query gives to one document; None when it does not find it."""
        both = TantivyQuery.boolean_query([(Occur.Must, query), (Occur.Must, one)])
        hits = self.searcher.search(both, 1, count=False, weight_by_field=weight).hits
        return float(hits[0][0]) if hits else None

    def scan(self, query: Query) -> Iterator[int]:
        """Give the ids of everything found, ascending."""
        wanted = plan(query.text, is_typing=query.is_typing)
        found = matching(wanted, query.filters, query.access)
        for ids, _addresses in self._ascending(found):
            yield from ids

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        """Give the id of every document, ascending, and its fingerprint."""
        for ids, addresses in self._ascending(TantivyQuery.all_query()):
            values = self.searcher.fast_field_values(FINGERPRINT, addresses)
            yield from zip(ids, (int(value or 0) for value in values), strict=True)

    def _ascending(self, found: TantivyQuery) -> Iterator[tuple[list[int], list[DocAddress]]]:
        """What is found, by id, a batch at a time."""
        last = 0
        while True:
            rest = TantivyQuery.range_query(
                schema(), NUMBER, FieldType.Integer, lower_bound=last, include_lower=False
            )
            both = TantivyQuery.boolean_query([(Occur.Must, found), (Occur.Must, rest)])
            hits = self.searcher.search(
                both, SCAN_BATCH, count=False, order_by_field=NUMBER, order=Order.Asc
            ).hits
            ids = [int(number) for number, _ in hits]
            yield ids, [address for _, address in hits]
            if len(hits) < SCAN_BATCH:
                return
            last = ids[-1]

    def neighbours(self, term: str) -> tuple[str, ...]:
        """Exact terms one edit away, most frequent first, then in alphabetical order."""
        counts = {
            word: self._frequency(View.EXACT, word) for word in words.neighbours(self.words, term)
        }
        found = [word for word, count in counts.items() if count]
        return tuple(sorted(found, key=lambda word: (-counts[word], word)))

    def knows(self, term: str) -> bool:
        """Whether the exact term, or its stem, is in some document."""
        return self._frequency(View.EXACT, term) > 0 or self._frequency(View.FRENCH, stem(term)) > 0

    def _frequency(self, view: View, term: str) -> int:
        """How many documents have a term. tantivy's own figure holds deleted ones until they are cleared away."""
        if self.searcher.doc_freq(text_field(None, view), term) == 0:
            return 0
        return self.count(of_option(Option(view, (term,)), None))

    def count(self, query: TantivyQuery) -> int:
        """How many documents a query finds."""
        # The stubs of tantivy forget `count`.
        found: Any = self.searcher.search(query, 1, count=True)
        return int(found.count)

    def _by_relevance(self, wanted: Plan, query: Query, total: int, facets: Any) -> Page:
        before = query.after.position if query.after else 0
        hits = self._best_open(wanted, query, min(before + query.limit + 1, total))
        if hits is None:
            hits = self._best(scored(wanted, query.filters, query.access), before, query.limit + 1)
        else:
            hits = hits[before:]
        return Page(
            total=total,
            hits=self._hits(hits, query.access),
            keys=("",) * len(hits),
            facets=facets,
        )

    def _best_open(
        self, wanted: Plan, query: Query, needed: int
    ) -> list[tuple[float, DocAddress]] | None:
        """The best of what may be seen, sought among the best of all; None where too few of those may be seen.

        The list of what a person may open is long, and counting has read it once: it adds nothing to scores, so
        that the first ones may be told apart one by one.
        """
        if query.access is None or query.access.mode is not AccessMode.ONLY or needed > MOST_APART:
            return None
        best = self._best(scored(wanted, query.filters, None), 0, needed * APART_AMONG)
        classes = self.searcher.fast_field_values(ACCESS, [address for _, address in best])
        seen = [hit for hit, one in zip(best, classes, strict=True) if one in query.access.classes]
        return seen[:needed] if len(seen) >= needed else None

    def _best(self, query: TantivyQuery, offset: int, count: int) -> list[tuple[float, DocAddress]]:
        found: list[tuple[float, DocAddress]] = self.searcher.search(
            query, count, count=False, offset=offset, weight_by_field=WEIGHT
        ).hits
        return found

    def _hits(
        self, found: list[tuple[float, DocAddress]], access: Access | None
    ) -> tuple[Hit, ...]:
        addresses = [address for _, address in found]
        ids = self.searcher.fast_field_values(NUMBER, addresses)
        classes = (
            self.searcher.fast_field_values(ACCESS, addresses) if access else [None] * len(ids)
        )
        return tuple(
            Hit(
                id=int(number or 0),
                score=float(score),
                is_open=None if access is None else one in access.classes,
            )
            for (score, _), number, one in zip(found, ids, classes, strict=True)
        )

    def _past(self, sort: Sort, key: Key) -> TantivyQuery:
        """Documents after a key. A range of text is written only in tantivy's own query language."""
        if isinstance(key, str):
            field = SORT_FIELDS[sort]
            return self.index.parse_query(f"{field}:{{{key} TO *}}", [field])
        return TantivyQuery.range_query(
            schema(), SORT_FIELDS[sort], FieldType.Integer, lower_bound=key, include_lower=False
        )
