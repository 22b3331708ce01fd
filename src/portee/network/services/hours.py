"""Setting when an establishment is open."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.network.errors import HoursRefusedError
from portee.network.events import EstablishmentChanged
from portee.network.hours import ExceptionalDays, Period
from portee.network.models import Establishment, OpeningException, OpeningPeriod


def set_hours(
    *,
    establishment_id: int,
    periods: Sequence[Period],
    exceptions: Sequence[ExceptionalDays],
    at: datetime,
) -> bool:
    """Replace the whole of an establishment's hours; says whether anything differed.

    Raises: HoursRefusedError when periods overlap, seasons share a day, or an exception ends before it begins.
    """
    _refuse_contradictions(periods=periods, exceptions=exceptions)
    with transaction.atomic():
        establishment = Establishment.objects.select_for_update().get(pk=establishment_id)
        wanted_periods = [_period_row(establishment, period) for period in periods]
        wanted_exceptions = [_exception_row(establishment, days) for days in exceptions]
        if _same(establishment.opening_periods.all(), wanted_periods) and _same(
            establishment.opening_exceptions.all(), wanted_exceptions
        ):
            return False
        establishment.opening_periods.all().delete()
        establishment.opening_exceptions.all().delete()
        OpeningPeriod.objects.bulk_create(wanted_periods)
        OpeningException.objects.bulk_create(wanted_exceptions)
        establishment.changed_at = at
        establishment.save(update_fields=["changed_at"])
        events.publish(EstablishmentChanged(establishment_id=establishment_id, at=at))
    return True


def _refuse_contradictions(
    *, periods: Sequence[Period], exceptions: Sequence[ExceptionalDays]
) -> None:
    if any(_overlap(first, second) for first, second in combinations(periods, 2)):
        raise HoursRefusedError(_("Two opening periods of the same day overlap."))
    seasons = {period.season for period in periods if period.season}
    for season in seasons:
        if not season.label or season.end_date < season.start_date:
            raise HoursRefusedError(_("A season has a name, and ends after it begins."))
    for one, other in combinations(seasons, 2):
        if one.start_date <= other.end_date and other.start_date <= one.end_date:
            raise HoursRefusedError(_("Two seasons share at least one day."))
    if any(days.end_date < days.start_date for days in exceptions):
        raise HoursRefusedError(_("An exception ends after it begins."))


def _overlap(first: Period, second: Period) -> bool:
    """Whether two periods of one week share a moment; touching at a bound is allowed."""
    same_day = first.weekday == second.weekday and first.season == second.season
    return (
        same_day and first.span.opens < second.span.closes and second.span.opens < first.span.closes
    )


def _period_row(establishment: Establishment, period: Period) -> OpeningPeriod:
    season = period.season
    return OpeningPeriod(
        establishment=establishment,
        weekday=period.weekday,
        opens=period.span.opens,
        closes=period.span.closes,
        season_label=season.label if season else "",
        season_start_date=season.start_date if season else None,
        season_end_date=season.end_date if season else None,
    )


def _exception_row(establishment: Establishment, days: ExceptionalDays) -> OpeningException:
    return OpeningException(
        establishment=establishment,
        start_date=days.start_date,
        end_date=days.end_date,
        opens=days.span.opens if days.span else None,
        closes=days.span.closes if days.span else None,
        label=days.label,
    )


def _same(stored: Iterable[Model], wanted: Iterable[Model]) -> bool:
    """Whether two sets of rows say the same, whatever their ids and order."""
    return sorted(map(_facts, stored)) == sorted(map(_facts, wanted))


def _facts(row: Model) -> tuple[str, ...]:
    return tuple(
        str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key
    )
