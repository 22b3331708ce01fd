"""Slots of schedules: each runs once, whatever the clock does. Europe/Paris changes its hour in these nights."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from portee.kernel.jobs.schedule import DailyAt, Every, Rhythm, Schedule, scheduled
from portee.kernel.jobs.scheduler import Scheduler
from portee.kernel.models import ScheduledSlot
from tests.kernel import sample_jobs

PARIS = ZoneInfo("Europe/Paris")
AUTUMN_NIGHT = datetime(2026, 10, 24, 20, tzinfo=UTC)
SPRING_NIGHT = datetime(2026, 3, 28, 20, tzinfo=UTC)


def slots_of_a_night(rhythm: Rhythm, *, begins_at: datetime) -> list[str]:
    """The slots that somebody sees who looks every five minutes for twenty-four hours."""
    moments = [begins_at + timedelta(minutes=5 * turn) for turn in range(24 * 12)]
    return sorted({rhythm.latest_slot(now=moment, zone=PARIS) for moment in moments})


@pytest.mark.parametrize("hour", [time(1, 30), time(2, 0), time(2, 30), time(3, 0)])
@pytest.mark.parametrize("begins_at", [AUTUMN_NIGHT, SPRING_NIGHT])
def test_a_daily_job_has_one_slot_in_a_night_of_23_or_25_hours(
    hour: time, begins_at: datetime
) -> None:
    eve, night = slots_of_a_night(DailyAt(hour), begins_at=begins_at)
    assert (eve, night) == (
        begins_at.date().isoformat(),
        (begins_at + timedelta(days=1)).date().isoformat(),
    )


def test_an_hour_that_comes_twice_counts_the_first_time() -> None:
    rhythm = DailyAt(time(2, 30))
    first_half_past_two = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert rhythm.latest_slot(now=first_half_past_two, zone=PARIS) == "2026-10-25"
    second_half_past_two = first_half_past_two + timedelta(hours=1)
    assert rhythm.latest_slot(now=second_half_past_two, zone=PARIS) == "2026-10-25"


def test_an_hour_that_is_skipped_comes_one_hour_later_on_the_wall() -> None:
    rhythm = DailyAt(time(2, 30))
    half_past_three = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    before = half_past_three - timedelta(seconds=1)
    assert rhythm.latest_slot(now=before, zone=PARIS) == "2026-03-28"
    assert rhythm.latest_slot(now=half_past_three, zone=PARIS) == "2026-03-29"


def test_an_hourly_job_has_25_slots_in_a_day_of_25_hours() -> None:
    midnight = datetime(2026, 10, 25, tzinfo=PARIS).astimezone(UTC)
    next_midnight = datetime(2026, 10, 26, tzinfo=PARIS).astimezone(UTC)
    minutes = int((next_midnight - midnight).total_seconds()) // 60
    rhythm = Every(timedelta(hours=1))
    seen = {
        rhythm.latest_slot(now=midnight + timedelta(minutes=minute), zone=PARIS)
        for minute in range(minutes)
    }
    assert len(seen) == 25


@given(
    moment=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
        max_value=datetime(2040, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    later=st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=23)),
    hour=st.times(),
)
def test_slots_of_a_day_never_go_back_while_time_goes_on(
    moment: datetime, later: timedelta, hour: time
) -> None:
    rhythm = DailyAt(hour)
    assert rhythm.latest_slot(now=moment, zone=PARIS) <= rhythm.latest_slot(
        now=moment + later, zone=PARIS
    )


@pytest.mark.django_db
def test_two_schedulers_with_clocks_two_hours_apart_queue_each_slot_once() -> None:
    schedules = [
        Schedule("daily", DailyAt(time(2, 30)), sample_jobs.note),
        Schedule("hourly", Every(timedelta(hours=1)), sample_jobs.note),
    ]
    right, wrong = Scheduler(schedules), Scheduler(schedules)
    jumps = [timedelta(0), timedelta(hours=2), timedelta(hours=-2)]
    for turn in range(24 * 6):
        now = AUTUMN_NIGHT + timedelta(minutes=10 * turn)
        right.tick(now=now)
        wrong.tick(now=now + jumps[turn % 3])
    slots = ScheduledSlot.objects
    assert slots.filter(name="daily").count() == 2
    # 24 hours of the right clock, two more on each side from the wrong one.
    assert slots.filter(name="hourly").count() == 24 + 4
    assert DBTaskResult.objects.count() == slots.count()


@pytest.mark.django_db
def test_a_slot_taken_by_another_scheduler_meanwhile_queues_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schedules = [Schedule("daily", DailyAt(time(2, 30)), sample_jobs.note)]
    assert Scheduler(schedules).tick(now=AUTUMN_NIGHT) == 1
    # The second one looked just before the first one wrote: only the unique row stops it.
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda _query: False)
    assert Scheduler(schedules).tick(now=AUTUMN_NIGHT) == 0
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_slots_missed_during_a_stop_are_run_once_and_not_one_by_one() -> None:
    scheduler = Scheduler([Schedule("hourly", Every(timedelta(hours=1)), sample_jobs.note)])
    scheduler.tick(now=AUTUMN_NIGHT)
    assert scheduler.tick(now=AUTUMN_NIGHT + timedelta(days=3)) == 1


@pytest.mark.django_db
def test_the_database_refuses_a_slot_written_twice() -> None:
    ScheduledSlot.objects.create(name="daily", slot="2026-10-25", queued_at=AUTUMN_NIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScheduledSlot.objects.create(name="daily", slot="2026-10-25", queued_at=AUTUMN_NIGHT)


def test_a_schedule_has_exactly_one_rhythm() -> None:
    with pytest.raises(ValueError, match="either"):
        scheduled(name="both", every=timedelta(hours=1), daily_at=time(3))
    with pytest.raises(ValueError, match="either"):
        scheduled(name="none")


def test_a_name_belongs_to_one_schedule() -> None:
    scheduled(name="tests.taken", every=timedelta(days=400))(sample_jobs.note)
    with pytest.raises(ValueError, match="declared twice"):
        scheduled(name="tests.taken", every=timedelta(days=400))(sample_jobs.refuse)
