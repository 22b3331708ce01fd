"""What staff see of an offer: its counts of the month and the year, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portee.access.models import Meter, MeterScope, Offer, OfferChange
from portee.access.queries.usage import Periods
from portee.network import api as network

HISTORY = 50
MOST_ESTABLISHMENTS = 200


@dataclass(frozen=True, slots=True)
class EstablishmentFigure:
    """Openings of one establishment."""

    name: str
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Openings of all, and of each establishment, those that opened most first."""

    month: int
    year: int
    establishments: Sequence[EstablishmentFigure]


def figures_of(offer: Offer, *, at: datetime) -> Figures:
    """The counts of the present month and year; two queries."""
    periods = Periods.of(at)
    rows = Meter.objects.filter(offer=offer, period__in=[periods.month, periods.year]).exclude(
        scope=MeterScope.PERSON_MONTH
    )
    counts = {
        (scope, subject_id): count
        for scope, subject_id, count in rows.values_list("scope", "subject_id", "count")
    }
    ids = [pk for scope, pk in counts if scope == MeterScope.ESTABLISHMENT_YEAR]
    found = [
        EstablishmentFigure(
            name=one.full_name,
            month=counts.get((MeterScope.ESTABLISHMENT_MONTH, one.id), 0),
            year=counts.get((MeterScope.ESTABLISHMENT_YEAR, one.id), 0),
        )
        for one in network.list_establishments(ids=ids)
    ]
    return Figures(
        month=counts.get((MeterScope.NETWORK_MONTH, 0), 0),
        year=counts.get((MeterScope.NETWORK_YEAR, 0), 0),
        establishments=sorted(found, key=lambda one: -one.year)[:MOST_ESTABLISHMENTS],
    )


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: when, who (the number of an account, or a command), what, and the fields from what to what."""

    at: datetime
    who: str
    what: str
    fields: Sequence[tuple[str, Any, Any]]


def history_of(offer: Offer) -> Sequence[HistoryLine]:
    """The latest changes of an offer and of its rights; one query."""
    rows = OfferChange.objects.filter(offer=offer).order_by("-pk")[:HISTORY]
    return [
        HistoryLine(
            at=row.at,
            who=row.actor_system or f"n° {row.actor_account_id}",
            what=str(row.get_what_display()),
            fields=[
                (name, pair[0], pair[1])
                for name, pair in row.facts.items()
                if isinstance(pair, list)
            ],
        )
        for row in rows
    ]
