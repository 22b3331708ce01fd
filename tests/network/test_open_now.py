"""The filter « open now » of the database says what the pure rule says."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings

from portee.network.hours import OpeningHours
from portee.network.models import Establishment, OpeningException, OpeningPeriod
from portee.network.queries.open_now import open_at
from tests.network.conftest import AT, Create
from tests.network.test_hours import any_hours, moments


def stored(row: Establishment, known: OpeningHours) -> None:
    """Write hours as they are, contradictions included."""
    row.opening_periods.all().delete()
    row.opening_exceptions.all().delete()
    Establishment.objects.filter(pk=row.pk).update(timezone_name=known.zone.key)
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(
            establishment=row,
            weekday=period.weekday,
            opens=period.span.opens,
            closes=period.span.closes,
            season_label=period.season.label if period.season else "",
            season_start_date=period.season.start_date if period.season else None,
            season_end_date=period.season.end_date if period.season else None,
        )
        for period in known.periods
    )
    OpeningException.objects.bulk_create(
        OpeningException(
            establishment=row,
            start_date=days.start_date,
            end_date=days.end_date,
            opens=days.span.opens if days.span else None,
            closes=days.span.closes if days.span else None,
        )
        for days in known.exceptions
    )


@pytest.fixture
def door(create: Create) -> Establishment:
    return create("bibliotheque")


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(known=any_hours(), moment=moments)
def test_database_and_pure_rule_agree(
    door: Establishment, known: OpeningHours, moment: datetime
) -> None:
    stored(door, known)
    found = Establishment.objects.filter(open_at(moment)).exists()
    assert found is known.state_at(moment).is_open


def test_nobody_is_open_in_an_empty_network(db: None) -> None:
    assert not Establishment.objects.filter(open_at(AT)).exists()
