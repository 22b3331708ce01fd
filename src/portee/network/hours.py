"""What opening hours mean at a given moment: open, closed until when, or unknown. Pure; no table, no words.

Times are the establishment's own clock: « 10:00 » in Cayenne is 10:00 in Cayenne. A moment is open when the wall clock
stands inside a span of that day, so on the night when the clock goes back a span is lived twice, and on the night when
it goes forward a span inside the missing hour is not lived at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HORIZON_DAYS = 60
"""How far the next opening is looked for: beyond two months a date says nothing to a reader."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From when to when a door is open, the end left out; `closes` is after `opens`: midnight is never passed."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("a span ends after it begins and never passes midnight")

    def holds(self, moment: time) -> bool:
        """Whether the wall clock stands inside."""
        return self.opens <= moment < self.closes


@dataclass(frozen=True, slots=True)
class Season:
    """Dates, both included, during which another week replaces the usual one."""

    label: str
    start_date: date
    end_date: date

    def covers(self, day: date) -> bool:
        """Whether the day belongs to the season."""
        return self.start_date <= day <= self.end_date


@dataclass(frozen=True, slots=True)
class Period:
    """A span of one weekday (0 is Monday), in the usual week or in a season's."""

    weekday: int
    span: Span
    season: Season | None = None


@dataclass(frozen=True, slots=True)
class ExceptionalDays:
    """Dates, both included, that differ from the week; without a span they are closed."""

    start_date: date
    end_date: date
    span: Span | None = None
    label: str = ""

    def covers(self, day: date) -> bool:
        """Whether the day is among them."""
        return self.start_date <= day <= self.end_date


class OpeningStatus(StrEnum):
    """What can be said at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpeningState:
    """The state of a door at a moment.

    `changes_at` is when it closes if it is open, when it next opens if it is closed (within `HORIZON_DAYS`), in the
    establishment's own time zone; `reason` is the label of the exception that closes it today.
    """

    status: OpeningStatus
    changes_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether one can walk in."""
        return self.status is OpeningStatus.OPEN


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The week, the seasons and the exceptions of one establishment, and the clock they are read on."""

    zone: ZoneInfo
    periods: tuple[Period, ...] = ()
    exceptions: tuple[ExceptionalDays, ...] = ()

    @property
    def are_known(self) -> bool:
        """Whether anybody has said when the door opens: without a single period nothing is known."""
        return bool(self.periods)

    def exceptions_on(self, day: date) -> tuple[ExceptionalDays, ...]:
        """The exceptions that cover a day."""
        return tuple(exception for exception in self.exceptions if exception.covers(day))

    def season_on(self, day: date) -> Season | None:
        """The season whose week is in force on a day, if any."""
        for period in self.periods:
            if period.season is not None and period.season.covers(day):
                return period.season
        return None

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """When the door is open on a day, in order, touching and overlapping spans joined.

        A closed exception wins over everything, special hours over the week, a season's week over the usual one.
        """
        exceptions = self.exceptions_on(day)
        if any(exception.span is None for exception in exceptions):
            return ()
        if exceptions:
            return _joined(exception.span for exception in exceptions if exception.span)
        season = self.season_on(day)
        return _joined(
            period.span
            for period in self.periods
            if period.weekday == day.weekday() and period.season == season
        )

    def state_at(self, moment: datetime) -> OpeningState:
        """Open, closed or unknown at an aware moment, and when that changes."""
        local = moment.astimezone(self.zone)
        exceptions = self.exceptions_on(local.date())
        if not self.are_known and not exceptions:
            return OpeningState(OpeningStatus.UNKNOWN)
        for span in self.spans_on(local.date()):
            if span.holds(local.time()):
                return OpeningState(
                    OpeningStatus.OPEN, changes_at=self._closing(local=local, span=span)
                )
        closed = next((found.label for found in exceptions if found.span is None), "")
        return OpeningState(
            OpeningStatus.CLOSED, changes_at=self.next_opening(moment), reason=closed
        )

    def next_opening(self, moment: datetime) -> datetime | None:
        """When the door next opens after a moment, on the establishment's clock; `None` beyond the horizon."""
        first_day = moment.astimezone(self.zone).date()
        for offset in range(HORIZON_DAYS + 1):
            day = first_day + timedelta(days=offset)
            openings = [
                opening
                for span in self.spans_on(day)
                for opening in _lived(day=day, clock=span.opens, zone=self.zone)
                if _instant(opening) > _instant(moment) and span.holds(opening.time())
            ]
            if openings:
                return min(openings, key=_instant)
        return None

    def _closing(self, *, local: datetime, span: Span) -> datetime:
        """The first time the closing hour is lived after `local`."""
        closings = _lived(day=local.date(), clock=span.closes, zone=self.zone)
        return min(
            (
                closing
                for closing in closings
                if _instant(closing) > _instant(local) and closing.time() >= span.closes
            ),
            key=_instant,
        )


def _lived(*, day: date, clock: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Every moment at which the wall clock shows a time on a day: one, two when the clock goes back.

    A time of the hour that is skipped in spring is given as the moment it would have been, one hour later.
    """
    for fold in (0, 1):
        moment = datetime.combine(day, clock, tzinfo=zone).replace(fold=fold)
        yield datetime.fromtimestamp(moment.timestamp(), tz=zone)


def _instant(moment: datetime) -> float:
    """The moment on the one clock that never jumps; two datetimes of one zone compare by wall clock otherwise."""
    return moment.timestamp()


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.opens <= kept[-1].closes:
            kept[-1] = Span(kept[-1].opens, max(kept[-1].closes, span.closes))
        else:
            kept.append(span)
    return tuple(kept)
