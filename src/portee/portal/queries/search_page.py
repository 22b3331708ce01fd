"""A page of results: what a question finds, and everything that helps to go on from there."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from portee.catalogue.api import (
    Access,
    Cursor,
    CursorError,
    FacetName,
    IndexMissingError,
    Query,
    Result,
    facet_name,
    resource_cards,
    search,
)
from portee.portal.queries.facet_counts import (
    Counts,
    count_at,
    count_families,
    counts_at_top,
    facets_wanted,
)
from portee.portal.queries.facet_panel import FacetGroup, Panel, choices_by_value
from portee.portal.queries.own_establishment import OwnEstablishment
from portee.portal.queries.search import Places, find_places
from portee.portal.queries.search_help import Offer, intents_offered, wider_searches
from portee.portal.queries.search_hit import ResultHit
from portee.portal.queries.search_question import SearchQuestion

PAGE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """Something chosen in a facet; `url` leads to the same question without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page shows. While search is being rebuilt `is_ready` is false, and only `places` are known.

    `first` and `last` number the results shown, from 1. `corrected` is what was sought instead of what was typed.
    `was_lost`: the address named a place in a list that is no longer so, and the page begins at its beginning.
    """

    question: SearchQuestion
    is_ready: bool = True
    total: int = 0
    hits: Sequence[ResultHit] = ()
    groups: Sequence[FacetGroup] = ()
    active: Sequence[ActiveFilter] = ()
    corrected: str = ""
    intents: Sequence[Offer] = ()
    wider: Sequence[Offer] = ()
    first: int = 0
    next_url: str = ""
    begin_url: str = ""
    clear_url: str = ""
    exact_url: str = ""
    only_open_url: str = ""
    was_lost: bool = False
    places: Places = field(default_factory=Places)

    @property
    def shows_results(self) -> bool:
        """Whether there is a list to show, or filters that empty it."""
        return self.is_ready and bool(self.total or self.groups)

    @property
    def last(self) -> int:
        """The number of the last result shown."""
        return self.first + len(self.hits) - 1

    @property
    def kept_pairs(self) -> list[tuple[str, str]]:
        """What the form of facets must carry on, since none of its boxes and fields says it."""
        drawn = {(group.name, option.value) for group in self.groups for option in group.boxes}
        fields = {f"find_{group.name}" for group in self.groups if group.is_searchable}
        return [
            pair
            for pair in self.question.but().pairs()
            if pair not in drawn and pair[0] not in fields
        ]


def read_search_page(
    question: SearchQuestion,
    *,
    language: str,
    path: str,
    own: OwnEstablishment | None = None,
    access: Access | None = None,
) -> SearchPage:
    """Answer a question, for whom `access` opens. At most five SQL queries."""
    is_first_page = not question.after
    places = Places()
    if is_first_page and not question.has_filters:
        places = find_places(text=question.text, language=language)
    try:
        result, question, was_lost = _ask(question, access)
    except IndexMissingError:
        return SearchPage(question=question, is_ready=False, places=places)
    asked = replace(_query(question, access), text=result.corrected or question.text)
    first = (Cursor.read(question.after).position if question.after else 0) + 1
    return SearchPage(
        question=question,
        total=result.total,
        hits=_hits(result, language=language, own=own),
        groups=_groups(question, asked, result, language=language, path=path, own=own),
        active=_active(question, language=language, path=path),
        corrected=result.corrected,
        intents=intents_offered(question, language=language, path=path) if is_first_page else (),
        wider=wider_searches(question, language=language, path=path) if not result.total else (),
        first=first,
        next_url=replace(question, after=result.next.token).address(path) if result.next else "",
        begin_url=question.but().address(path),
        clear_url=question.without_filters().address(path),
        exact_url=question.but(is_exact=True).address(path),
        only_open_url=""
        if access is None or question.only_open
        else question.but(only_open=True).address(path),
        was_lost=was_lost,
        places=places,
    )


def _ask(question: SearchQuestion, access: Access | None) -> tuple[Result, SearchQuestion, bool]:
    """The result, and the question that it answers: a cursor that is no more leads to the first page."""
    try:
        return search(_query(question, access)), question, False
    except CursorError:
        question = question.but()
        return search(_query(question, access)), question, True


def _query(question: SearchQuestion, access: Access | None) -> Query:
    """The question as engines take it. Raises CursorError."""
    return Query(
        text=question.text,
        filters=question.filters,
        facets=facets_wanted(question),
        access=access,
        sort=question.sort,
        limit=PAGE_LENGTH,
        after=Cursor.read(question.after) if question.after else None,
        may_correct=not question.is_exact,
    )


def _hits(result: Result, *, language: str, own: OwnEstablishment | None) -> list[ResultHit]:
    """The cards found, in order; a resource that left the catalogue since it was indexed is left out."""
    cards = resource_cards((hit.id for hit in result.hits), language=language)
    found = ((cards[hit.id], hit) for hit in result.hits if hit.id in cards)
    return [
        ResultHit(
            card,
            is_here=own is not None and own.name in card.holders,
            opens=bool(hit.is_open),
        )
        for card, hit in found
    ]


def _groups(
    question: SearchQuestion,
    asked: Query,
    result: Result,
    *,
    language: str,
    path: str,
    own: OwnEstablishment | None,
) -> tuple[FacetGroup, ...]:
    if not result.total and not question.has_filters:
        return ()
    home = own.value if own is not None else ""
    counts = Counts(
        top=counts_at_top(result),
        families=count_families(question, asked, ask=search, language=language),
        at_home=count_at(home, asked, ask=search) if home else 0,
    )
    return Panel(question, counts, language, path, home).groups()


def _active(question: SearchQuestion, *, language: str, path: str) -> list[ActiveFilter]:
    labels = choices_by_value(question, language)
    only_open = ActiveFilter(
        facet=_("Access"),
        label=_("Only what opens to me now"),
        url=question.but(only_open=False).address(path),
    )
    chosen = [
        ActiveFilter(
            facet=facet_name(FacetName(facet), language),
            label=labels[facet, value],
            url=question.without(facet, value).address(path),
        )
        for facet, value in question.choices
    ]
    return [*([only_open] if question.only_open else []), *chosen]
