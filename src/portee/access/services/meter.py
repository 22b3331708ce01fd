"""Counting a launch, in the transaction that notes it. The caller holds the row of the offer."""

from datetime import datetime

from django.db.models import F, Q

from portee.access.models import Launch, Meter, MeterScope, Offer, OfferModel
from portee.access.queries.usage import Periods, token_period

Key = tuple[str, int, str]
"""Scope, subject and period of a meter."""


def count_launch(launch: Launch, *, offer: Offer) -> dict[Key, int]:
    """Add one to every count that the launch is part of; gives them as they now are. Two queries, or three."""
    keys = _keys(launch, offer)
    # Those rows and no other: the counts of everybody would be read while all others wait for the offer.
    wanted = Q()
    for scope, subject_id, period in keys:
        wanted |= Q(scope=scope, subject_id=subject_id, period=period)
    known = {
        (row.scope, row.subject_id, row.period): row
        for row in Meter.objects.filter(wanted, offer=offer)
    }
    if known:
        Meter.objects.filter(pk__in=[row.pk for row in known.values()]).update(count=F("count") + 1)
    fresh = [key for key in keys if key not in known]
    Meter.objects.bulk_create(
        Meter(offer=offer, scope=scope, subject_id=subject_id, period=period, count=1)
        for scope, subject_id, period in fresh
    )
    return {**{key: row.count + 1 for key, row in known.items()}, **dict.fromkeys(fresh, 1)}


def _keys(launch: Launch, offer: Offer) -> list[Key]:
    periods = Periods.of(launch.at)
    keys: list[Key] = [
        (MeterScope.NETWORK_MONTH, 0, periods.month),
        (MeterScope.NETWORK_YEAR, 0, periods.year),
    ]
    if offer.model == OfferModel.TOKENS:
        keys.append((MeterScope.TOKENS, 0, token_period(offer)))
    if launch.establishment_id is not None:
        keys += [
            (MeterScope.ESTABLISHMENT_MONTH, launch.establishment_id, periods.month),
            (MeterScope.ESTABLISHMENT_YEAR, launch.establishment_id, periods.year),
        ]
    if launch.account_id is not None:
        keys.append((MeterScope.PERSON_MONTH, launch.account_id, periods.month))
    return [(str(scope), subject_id, period) for scope, subject_id, period in keys]


def forget_persons(*, before: datetime) -> int:
    """Delete the counts of persons of the months that were over by then; how many."""
    last = Periods.of(before).month
    rows = Meter.objects.filter(scope=MeterScope.PERSON_MONTH, period__lt=last)
    number, _by_table = rows.delete()
    return number
