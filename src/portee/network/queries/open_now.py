"""Which establishments are open at a moment, asked of the database.

The same rule as `OpeningHours.state_at`, written in SQL so that a whole country can be filtered and paged; a property
test holds the two together.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from portee.network.models import Establishment, OpeningException, OpeningPeriod


def open_at(moment: datetime) -> Q:
    """Rows whose door is open at an aware moment, each read on its own clock. One query for the zones in use."""
    condition = Q(pk__in=[])
    zones = Establishment.objects.order_by().values_list("timezone_name", flat=True).distinct()
    for zone in zones:
        condition |= Q(timezone_name=zone) & _open_on_clock(moment.astimezone(ZoneInfo(zone)))
    return condition


def _open_on_clock(local: datetime) -> Q:
    day, clock = local.date(), local.time()
    inside = Q(opens__lte=clock, closes__gt=clock)
    different = OpeningException.objects.filter(
        establishment=OuterRef("pk"), start_date__lte=day, end_date__gte=day
    )
    periods = OpeningPeriod.objects.filter(establishment=OuterRef("pk"))
    season = periods.filter(season_start_date__lte=day, season_end_date__gte=day)
    usual = periods.filter(season_label="")
    in_the_week = Q(Exists(season.filter(inside, weekday=day.weekday()))) | (
        ~Exists(season) & Exists(usual.filter(inside, weekday=day.weekday()))
    )
    return ~Exists(different.filter(opens__isnull=True)) & (
        Q(Exists(different.filter(inside))) | (~Exists(different) & in_the_week)
    )
