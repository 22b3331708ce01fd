"""When a door is open: pure rules, no database."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.hours import (
    ExceptionalDays,
    OpeningHours,
    OpeningStatus,
    Period,
    Season,
    Span,
)

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY_HOURS = (
    Period(2, Span(time(10), time(12, 30))),
    Period(2, Span(time(14), time(18))),
)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc,arg-type]


def hours(*periods: Period, exceptions: tuple[ExceptionalDays, ...] = ()) -> OpeningHours:
    return OpeningHours(zone=PARIS, periods=periods, exceptions=exceptions)


def test_open_library_says_when_it_closes() -> None:
    state = hours(*WEDNESDAY_HOURS).state_at(paris(2026, 3, 4, 11))
    assert state.status is OpeningStatus.OPEN
    assert state.changes_at == paris(2026, 3, 4, 12, 30)


def test_library_closed_for_lunch_says_when_it_opens_again() -> None:
    state = hours(*WEDNESDAY_HOURS).state_at(paris(2026, 3, 4, 13))
    assert state.status is OpeningStatus.CLOSED
    assert state.changes_at == paris(2026, 3, 4, 14)


def test_the_closing_minute_is_closed_and_the_opening_minute_is_open() -> None:
    known = hours(*WEDNESDAY_HOURS)
    assert known.state_at(paris(2026, 3, 4, 10)).is_open
    assert not known.state_at(paris(2026, 3, 4, 12, 30)).is_open


def test_next_opening_is_looked_for_over_the_week() -> None:
    assert hours(*WEDNESDAY_HOURS).next_opening(paris(2026, 3, 4, 18)) == paris(2026, 3, 11, 10)


def test_unknown_hours_are_not_said_closed() -> None:
    state = hours().state_at(paris(2026, 3, 4, 11))
    assert state.status is OpeningStatus.UNKNOWN
    assert state.changes_at is None


def test_closed_week_wins_over_the_usual_one_and_gives_its_reason() -> None:
    closed = ExceptionalDays(date(2026, 3, 2), date(2026, 3, 8), label="Inventaire")
    state = hours(*WEDNESDAY_HOURS, exceptions=(closed,)).state_at(paris(2026, 3, 4, 11))
    assert state.status is OpeningStatus.CLOSED
    assert state.reason == "Inventaire"
    assert state.changes_at == paris(2026, 3, 11, 10)


def test_special_hours_replace_those_of_the_day() -> None:
    late = ExceptionalDays(date(2026, 3, 4), date(2026, 3, 4), Span(time(20), time(22)))
    known = hours(*WEDNESDAY_HOURS, exceptions=(late,))
    assert not known.state_at(paris(2026, 3, 4, 11)).is_open
    assert known.state_at(paris(2026, 3, 4, 21)).is_open


def test_week_of_a_season_replaces_the_usual_one_while_it_lasts() -> None:
    summer = Season("Été", date(2026, 7, 6), date(2026, 8, 30))
    known = hours(*WEDNESDAY_HOURS, Period(3, Span(time(9), time(11)), summer))
    assert not known.state_at(paris(2026, 7, 8, 11)).is_open
    assert known.state_at(paris(2026, 7, 9, 10)).is_open
    assert known.state_at(paris(2026, 9, 2, 11)).is_open


def test_hours_are_read_on_the_clock_of_the_place() -> None:
    cayenne = OpeningHours(ZoneInfo("America/Cayenne"), WEDNESDAY_HOURS)
    noumea = OpeningHours(ZoneInfo("Pacific/Noumea"), WEDNESDAY_HOURS)
    eleven_in_cayenne = datetime(2026, 3, 4, 14, tzinfo=UTC)
    assert cayenne.state_at(eleven_in_cayenne).is_open
    assert not noumea.state_at(eleven_in_cayenne).is_open
    # Tuesday evening in Paris is already Wednesday morning in Nouméa.
    assert noumea.state_at(datetime(2026, 3, 3, 23, 30, tzinfo=UTC)).is_open


def test_closing_hour_is_right_on_the_day_the_clock_goes_forward() -> None:
    sunday = hours(Period(6, Span(time(1), time(10))))
    state = sunday.state_at(paris(2026, 3, 29, 1, 30))
    assert state.changes_at is not None
    assert state.changes_at.astimezone(UTC) == datetime(2026, 3, 29, 8, tzinfo=UTC)


def test_period_passing_midnight_is_refused() -> None:
    with pytest.raises(ValueError, match="midnight"):
        Span(time(20), time(1))


def test_touching_periods_are_one_opening() -> None:
    known = hours(Period(2, Span(time(10), time(12))), Period(2, Span(time(12), time(14))))
    assert known.state_at(paris(2026, 3, 4, 11)).changes_at == paris(2026, 3, 4, 14)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    # Hours of the night when clocks change are left out: no door opens then.
    first, last = sorted(
        draw(st.lists(st.integers(4 * 12, 24 * 12 - 1), min_size=2, max_size=2, unique=True))
    )
    return Span(time(first // 12, first % 12 * 5), time(last // 12, last % 12 * 5))


def days_from(start: date) -> st.SearchStrategy[date]:
    return st.integers(0, 60).map(lambda offset: start + timedelta(days=offset))


@st.composite
def any_hours(draw: st.DrawFn) -> OpeningHours:
    zone = draw(
        st.sampled_from(["Europe/Paris", "America/Cayenne", "Pacific/Noumea", "Asia/Tokyo"])
    )
    season = Season("Saison", date(2026, 3, 20), draw(days_from(date(2026, 3, 20))))
    periods = draw(
        st.lists(
            st.builds(Period, st.integers(0, 6), spans(), st.sampled_from([None, season])),
            max_size=8,
        )
    )
    starts = draw(st.lists(days_from(date(2026, 3, 1)), max_size=3))
    exceptions = tuple(
        ExceptionalDays(
            start, start + timedelta(days=draw(st.integers(0, 4))), draw(st.none() | spans())
        )
        for start in starts
    )
    return OpeningHours(ZoneInfo(zone), tuple(periods), exceptions)


moments = st.datetimes(
    datetime(2026, 3, 1),  # noqa: DTZ001  the strategy adds the zone
    datetime(2026, 4, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@settings(deadline=None)
@given(any_hours(), moments)
def test_change_comes_later_and_changes_the_state(known: OpeningHours, moment: datetime) -> None:
    state = known.state_at(moment)
    if state.changes_at is not None:
        assert state.changes_at.timestamp() > moment.timestamp()
        assert known.state_at(state.changes_at).is_open is not state.is_open


@settings(deadline=None)
@given(any_hours(), moments)
def test_nothing_opens_or_closes_before_the_change_that_was_announced(
    known: OpeningHours, moment: datetime
) -> None:
    state = known.state_at(moment)
    if state.changes_at is None:
        return
    between = min(state.changes_at.timestamp() - moment.timestamp(), 7 * 86400)
    for step in range(1, 40):
        probe = moment + timedelta(seconds=between * step / 40)
        assert known.state_at(probe).is_open is state.is_open
