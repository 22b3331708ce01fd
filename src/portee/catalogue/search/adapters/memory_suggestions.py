"""Suggestions, by reading every heading of every document."""

from collections import Counter
from collections.abc import Iterable, Sequence

from portee.catalogue.search.adapters.memory_facets import is_visible
from portee.catalogue.search.adapters.memory_matching import Read
from portee.catalogue.search.analysis import exact_terms
from portee.catalogue.search.port import Access, Field, Suggestion, SuggestionKind
from portee.catalogue.search.suggesting import (
    CORRECTIONS,
    LEAST_CORRECTED,
    LEAST_TITLED,
    Heading,
    arranged,
    headings,
)


def suggest(
    reads: Iterable[Read],
    text: str,
    *,
    neighbours: Sequence[str],
    limit: int,
    access: Access | None,
) -> tuple[Suggestion, ...]:
    """Offer the headings and resources that have every word typed, the last one as a beginning.

    `neighbours`: words one edit away from the last one.
    """
    visible = [read for read in reads if is_visible(read, access)]
    typed = exact_terms(text)
    if not typed or limit < 1:
        return ()
    found = _found(visible, typed)
    guessed: list[Suggestion] = []
    if len(found) < limit and len(typed[-1]) >= LEAST_CORRECTED:
        for better in neighbours[:CORRECTIONS]:
            guessed += _found(visible, [*typed[:-1], better])
    return arranged(found, guessed, limit)


def _found(visible: list[Read], typed: list[str]) -> list[Suggestion]:
    counts: Counter[Heading] = Counter()
    resources: list[Suggestion] = []
    for read in visible:
        counts.update(set(headings(read.document)))
        titles = read.statements.get(Field.TITLE, [])
        is_sought = len(typed[-1]) >= LEAST_TITLED
        if is_sought and any(_begins(title, typed) for title in titles):
            resources.append(Suggestion(SuggestionKind.RESOURCE, id=read.document.id))
    return resources + [
        Suggestion(heading.kind, heading.text, count=count)
        for heading, count in counts.items()
        if _begins(exact_terms(heading.text), typed)
    ]


def _begins(terms: list[str], typed: list[str]) -> bool:
    return set(typed[:-1]) <= set(terms) and any(term.startswith(typed[-1]) for term in terms)
