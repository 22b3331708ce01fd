"""Who has a resource and where it stands on the shelf, establishment by establishment, the reader's own first."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.translation import ngettext

from portee.catalogue.models import Holding
from portee.network.api import EstablishmentSummary, list_establishments

MOST_ITEMS: Final = 5_000
"""Copies read for one page; a serial of a large library may have as many."""
FIRST_ITEMS: Final = 5
"""Copies of an establishment shown at once; more unfold."""
MOST_SHOWN: Final = 100

_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")
_SAYS_SOMETHING: Final = re.compile(r"[^\W\d_]{2}.*[a-zà-ÿ]|[^\W\d_]{2,} [^\W\d_]{2,}")
"""Words for people, rather than a code of a library's own software (`MED2A`, `JBDZZZZ`)."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. `due_date` is when it was to come back, as the source said; `availability` is in the source's words.

    Both empty: the source says nothing that means anything outside of it.
    """

    call_number: str
    place: str
    statement: str
    availability: str
    due_date: date | None


@dataclass(slots=True)
class HoldingLine:
    """What one establishment has. `establishment` is None for a code that names none of the network: `code` says it.

    `count` is how many copies there are, `copies` the distinct ones that a page shows.
    """

    establishment: EstablishmentSummary | None
    code: str
    is_own: bool
    copies: list[Copy] = field(default_factory=list)
    count: int = 0

    @property
    def is_on_line(self) -> bool:
        """Whether it is one of those that have no shelves: what they have opens on line."""
        return self.establishment is not None and self.establishment.is_virtual

    @property
    def first_copies(self) -> list[Copy]:
        """What is shown at once."""
        return self.copies[:FIRST_ITEMS]

    @property
    def other_copies(self) -> list[Copy]:
        """What unfolds."""
        return self.copies[FIRST_ITEMS:MOST_SHOWN]

    @property
    def unshown(self) -> int:
        """How many distinct copies are on no page."""
        return max(len(self.copies) - MOST_SHOWN, 0)


_Row = tuple[int | None, str, int | None, str, str, str, str, str]


def holdings_of(
    resource_id: int, *, own_paths: Collection[str] = (), on: date
) -> list[HoldingLine]:
    """The holdings of a resource: those of the reader's establishments, those of the network, then others.

    `own_paths` are nodes of the network that the reader belongs to. Two SQL queries, one when nobody has it.
    """
    rows: list[_Row] = list(
        Holding.objects.filter(record__resource_id=resource_id, record__deleted_at=None)
        .order_by("pk", "items__pk")
        .values_list(
            "establishment_id",
            "establishment_code",
            "items__pk",
            "items__call_number",
            "items__location",
            "items__collection",
            "items__statement",
            "items__availability",
        )[:MOST_ITEMS]
    )
    if not rows:
        return []
    places = {one.id: one for one in list_establishments(ids={row[0] for row in rows if row[0]})}
    lines: dict[object, HoldingLine] = {}
    for row in rows:
        place = places.get(row[0] or 0)
        key = place.id if place else row[1]
        line = lines.get(key)
        if line is None:
            line = lines[key] = HoldingLine(place, row[1], is_own=_is_own(place, own_paths))
        if row[2] is not None:
            line.count += 1
            copy = _copy(row, on)
            if copy != _NOTHING_SAID and copy not in line.copies[:MOST_SHOWN]:
                line.copies.append(copy)
    return sorted(lines.values(), key=_order)


_NOTHING_SAID: Final = Copy("", "", "", "", None)


def _order(line: HoldingLine) -> tuple[bool, bool, str]:
    place = line.establishment
    return (not line.is_own, place is None, place.name.casefold() if place else line.code)


def _is_own(place: EstablishmentSummary | None, own_paths: Collection[str]) -> bool:
    return place is not None and any(place.path.startswith(path) for path in own_paths)


def _copy(row: _Row, on: date) -> Copy:
    _place, _code, _pk, call_number, location, collection, statement, availability = row
    due = _day(availability)
    return Copy(
        call_number=call_number or "",
        place=", ".join(dict.fromkeys(_said((collection, location)))),
        statement=_statement(statement or ""),
        availability="" if due else next(iter(_said((availability,))), ""),
        # A day that has gone by tells when the file was made, nothing about today.
        due_date=due if due and due >= on else None,
    )


def _statement(text: str) -> str:
    """What is held, in words; spreadsheets give the number of copies alone."""
    if not text.isdecimal():
        return text
    count = int(text[:6])
    return (
        ngettext("%(count)d copy", "%(count)d copies", count) % {"count": count}
        if count > 1
        else ""
    )


def _said(words: Iterable[str | None]) -> list[str]:
    return [one for one in words if one and _SAYS_SOMETHING.search(one)]


def _day(text: str | None) -> date | None:
    found = _DAY.match(text or "")
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
