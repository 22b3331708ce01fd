"""The page of the list: which establishments, in which groups, and where they are on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Length, Substr
from django.urls import reverse

from portee.kernel.ordering import sort_key
from portee.network.drawing import Drawing, Place, draw_map
from portee.network.hours import OpeningState
from portee.network.models import GROUPING_KINDS, Establishment, Territory
from portee.network.models.establishment import EstablishmentQuerySet
from portee.network.queries.establishment import (
    EstablishmentSummary,
    all_places,
    matching,
    summarised,
)
from portee.network.queries.open_now import open_at
from portee.network.queries.opening import OpeningSummary, hours_of, said

PAGE_LENGTH = 60
STEP = Establishment.steplen


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """What a reader asks of the list; empty words ask for everything."""

    text: str = ""
    kind: str = ""
    group: str = ""
    open_now: bool = False
    alphabetical: bool = False


@dataclass(frozen=True, slots=True)
class EstablishmentCard:
    """One line of the list; `number` is the one on the map, from 1 on each page."""

    number: int
    establishment: EstablishmentSummary
    opening: OpeningSummary
    group: str
    group_code: str

    @property
    def has_position(self) -> bool:
        """Whether the map shows it."""
        return self.establishment.longitude is not None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Lines under one heading: a group of communes with its address, or a letter."""

    label: str
    url: str
    cards: Sequence[EstablishmentCard]


@dataclass(frozen=True, slots=True)
class EstablishmentList:
    """One page of the list and its map; `page` knows how many there are in all."""

    page: Page[Establishment]
    groups: Sequence[CardGroup]
    cards: Sequence[EstablishmentCard]
    drawing: Drawing | None
    credit: str


def list_page(*, question: ListQuestion, page_number: str, moment: datetime) -> EstablishmentList:
    """The page asked for, or the nearest one that exists. Five SQL queries, one more for
    open doors only, one more for a group.
    """
    rows = _found(question, moment=moment)
    page = Paginator(rows, PAGE_LENGTH).get_page(page_number)
    shown: list[Establishment] = list(page.object_list)
    hours = hours_of(shown)
    cards = [
        _card(row, number=number, state=hours[row.pk].state_at(moment), moment=moment)
        for number, row in enumerate(shown, start=1)
    ]
    territory = Territory.objects.order_by("establishment__path").first()
    drawing = draw_map(_positions(shown), rings=territory.rings if territory else ())
    return EstablishmentList(
        page=page,
        groups=_by_letter(cards) if question.alphabetical else _by_group(cards),
        cards=cards,
        drawing=drawing,
        credit=territory.credit if territory and drawing else "",
    )


def _found(question: ListQuestion, *, moment: datetime) -> EstablishmentQuerySet:
    """The rows that answer, in the order of the page, with the group each belongs to."""
    rows = all_places().filter(matching(question.text))
    if question.kind:
        rows = rows.filter(kind=question.kind)
    if question.group:
        node = Establishment.objects.filter(code=question.group).first()
        rows = rows.at_or_below(node.path if node else "")
    if question.open_now:
        rows = rows.filter(open_at(moment))
    parent = Establishment.objects.order_by().filter(
        path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Value(STEP)),
        kind__in=GROUPING_KINDS,
        depth__gt=1,
    )
    rows = rows.annotate(
        group_name=Subquery(parent.values("name")[:1], output_field=CharField()),
        group_code=Subquery(parent.values("code")[:1], output_field=CharField()),
        group_sort=Subquery(parent.values("sort_name")[:1], output_field=CharField()),
    )
    order = ("sort_name", "commune", "pk")
    if question.alphabetical:
        return rows.order_by(*order)
    return rows.order_by(F("group_sort").asc(nulls_first=True), *order)


def _card(
    row: Establishment, *, number: int, state: OpeningState, moment: datetime
) -> EstablishmentCard:
    return EstablishmentCard(
        number=number,
        establishment=summarised(row),
        opening=said(state, moment=moment),
        group=getattr(row, "group_name", None) or "",
        group_code=getattr(row, "group_code", None) or "",
    )


def _by_group(cards: Sequence[EstablishmentCard]) -> list[CardGroup]:
    return [
        CardGroup(
            label=label,
            url=reverse("network:establishment", args=[code]) if code else "",
            cards=tuple(found),
        )
        for (label, code), found in groupby(cards, key=lambda card: (card.group, card.group_code))
    ]


def _by_letter(cards: Sequence[EstablishmentCard]) -> list[CardGroup]:
    """Under the first letter a French reader looks for: Œ under O, É under E, figures together."""
    return [
        CardGroup(label=letter, url="", cards=tuple(found))
        for letter, found in groupby(cards, key=lambda card: first_letter(card.establishment.name))
    ]


def first_letter(name: str) -> str:
    """The letter a name is filed under."""
    key = sort_key(name)[:1]
    return key.upper() if key.isalpha() else "0–9"


def _positions(rows: Sequence[Establishment]) -> list[Place]:
    return [
        Place(row.pk, row.longitude, row.latitude)
        for row in rows
        if row.longitude is not None and row.latitude is not None
    ]
