"""What was opened already, as the decision sees it: one query for any number of offers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Q, Value
from django.utils import timezone

from portee.access.models import Meter, MeterScope, Offer, Seat
from portee.access.question import Usage

SEATS, OWN_SEAT = "seats", "own_seat"


@dataclass(frozen=True, slots=True)
class Periods:
    """The month and the year of a moment, in the time zone of the installation, as meters write them."""

    month: str
    year: str

    @classmethod
    def of(cls, at: datetime) -> "Periods":
        """Those of a moment."""
        day = timezone.localdate(at)
        return cls(month=f"{day:%Y-%m}", year=f"{day:%Y}")


def token_period(offer: Offer) -> str:
    """The life of a purchase of tokens, which begins again with the first day of the offer."""
    return offer.start_date.isoformat()


def read_usage(
    offers: Collection[Offer],
    *,
    account_id: int | None,
    establishment_ids: Collection[int],
    at: datetime,
) -> Mapping[int, Usage]:
    """The counts that matter to one person, of each offer that has any cap; what was never opened is zero."""
    if not offers:
        return {}
    periods = Periods.of(at)
    ids = [one.pk for one in offers]
    tokens = {one.pk: token_period(one) for one in offers}
    meters = Meter.objects.filter(
        Q(scope=MeterScope.NETWORK_MONTH, period=periods.month)
        | Q(scope=MeterScope.NETWORK_YEAR, period=periods.year)
        | Q(scope=MeterScope.TOKENS)
        | Q(
            scope=MeterScope.ESTABLISHMENT_YEAR,
            period=periods.year,
            subject_id__in=list(establishment_ids),
        )
        | Q(scope=MeterScope.PERSON_MONTH, period=periods.month, subject_id=account_id or 0),
        offer_id__in=ids,
    ).values_list("offer_id", "scope", "subject_id", "period", "count")
    rows = meters.union(
        _seats(ids, SEATS, Q(), at=at),
        _seats(ids, OWN_SEAT, Q(account_id=account_id or 0), at=at),
        all=True,
    )
    counts: dict[int, dict[tuple[str, int], int]] = {pk: {} for pk in ids}
    for offer_id, scope, subject_id, period, count in rows:
        if scope != MeterScope.TOKENS or period == tokens[offer_id]:
            counts[offer_id][scope, subject_id] = count
    return {
        pk: _usage(found, account_id=account_id or 0, establishment_ids=establishment_ids)
        for pk, found in counts.items()
    }


def _usage(
    found: Mapping[tuple[str, int], int],
    *,
    account_id: int,
    establishment_ids: Collection[int],
) -> Usage:
    return Usage(
        person_month=found.get((MeterScope.PERSON_MONTH, account_id), 0),
        network_month=found.get((MeterScope.NETWORK_MONTH, 0), 0),
        network_year=found.get((MeterScope.NETWORK_YEAR, 0), 0),
        tokens=found.get((MeterScope.TOKENS, 0), 0),
        seats_taken=found.get((SEATS, 0), 0),
        holds_seat=found.get((OWN_SEAT, 0), 0) > 0,
        establishment_years={
            pk: found.get((MeterScope.ESTABLISHMENT_YEAR, pk), 0) for pk in establishment_ids
        },
    )


def _seats(ids: list[int], name: str, whose: Q, *, at: datetime) -> Any:
    taken = Seat.objects.filter(whose, offer_id__in=ids, expires_at__gt=at)
    return (
        taken.values("offer_id")
        .annotate(number=Count("pk"))
        .values_list(
            "offer_id",
            Value(name, output_field=CharField()),
            Value(0),
            Value("", output_field=CharField()),
            "number",
        )
    )
