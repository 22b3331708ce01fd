"""What an offer has left, and the day it ends at the present pace."""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from portee.access.models import Launch, Meter, MeterScope, Offer, OfferModel
from portee.access.queries.usage import Periods, token_period

PACE_DAYS: Final = 28
"""Days over which the pace is measured: four weeks, so that each weekday weighs the same."""


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget of an offer: `end_date` is the day it ends at the present pace, None when it lasts its period."""

    scope: str
    period: str
    count: int
    cap: int
    end_date: date | None

    @property
    def percent(self) -> int:
        """How much of it is used, rounded down; a budget of nothing is used up."""
        return self.count * 100 // self.cap if self.cap else 100

    @property
    def left(self) -> int:
        """What is left, never less than nothing."""
        return max(self.cap - self.count, 0)

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return not self.left

    @property
    def label(self) -> str:
        """What is counted, in words."""
        return str(MeterScope(self.scope).label)


def forecast(*, left: int, recent: int, days: int, on: date, last_date: date | None) -> date | None:
    """The day on which `left` openings are used up, at the pace of `recent` in `days`; None past the last day."""
    if left <= 0:
        return on
    if recent <= 0 or days <= 0:
        return None
    lasts = math.ceil(left * days / recent)
    horizon = last_date or date(on.year, 12, 31)
    return on + timedelta(days=lasts) if lasts <= (horizon - on).days else None


def budgets_of(offer: Offer, *, at: datetime) -> list[Budget]:
    """The budgets of an offer, at that moment: two queries, none without any cap."""
    on = timezone.localdate(at)
    year = Periods.of(at).year
    wanted: list[tuple[str, str, int, date | None]] = []
    if offer.network_year_cap is not None:
        wanted.append(
            (MeterScope.NETWORK_YEAR, year, offer.network_year_cap, date(on.year, 12, 31))
        )
    if offer.model == OfferModel.TOKENS and offer.token_count is not None:
        wanted.append((MeterScope.TOKENS, token_period(offer), offer.token_count, offer.end_date))
    if not wanted:
        return []
    counts = {
        (scope, period): count
        for scope, period, count in Meter.objects.filter(
            offer=offer, subject_id=0, scope__in=[one[0] for one in wanted]
        ).values_list("scope", "period", "count")
    }
    since = max(on - timedelta(days=PACE_DAYS - 1), offer.start_date)
    recent = Launch.objects.filter(
        offer=offer, is_example=False, at__gte=at - timedelta(days=PACE_DAYS), at__lte=at
    ).count()
    return [
        Budget(
            scope=scope,
            period=period,
            count=(count := counts.get((scope, period), 0)),
            cap=cap,
            end_date=forecast(
                left=cap - count,
                recent=recent,
                days=max((on - since).days + 1, 1),
                on=on,
                last_date=last,
            ),
        )
        for scope, period, cap, last in wanted
    ]
