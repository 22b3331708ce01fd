"""Opening hours as staff type them."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.forms.hours_text import (
    parse_exceptions,
    parse_spans,
    write_exceptions,
    write_spans,
)
from portee.network.hours import ExceptionalDays, Span
from tests.network.test_hours import spans


@pytest.mark.parametrize(
    "text", ["10:00-12:30, 14:00-18:00", "14h-18h et 10h-12h30", "10 h – 12 h 30 ; 14 - 18"]
)
def test_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_spans(text) == [Span(time(10), time(12, 30)), Span(time(14), time(18))]


def overlap(one: Span, other: Span) -> bool:
    return one.opens < other.closes and other.opens < one.closes


def test_spans_that_touch_are_kept_and_those_that_overlap_are_refused() -> None:
    assert len(parse_spans("10h-12h, 12h-14h")) == 2
    with pytest.raises(ValueError, match=r"\.$"):
        parse_spans("11h-14h, 10h-12h")


@pytest.mark.parametrize("text", ["", "  ", "Fermé", "closed"])
def test_closed_day_has_no_span(text: str) -> None:
    assert parse_spans(text) == []


@pytest.mark.parametrize("text", ["matin", "25:00-26:00", "18:00-10:00", "20:00-01:00", "1-2," * 9])
def test_what_is_no_period_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_spans(text)


def test_closure_is_read_with_its_reason() -> None:
    assert parse_exceptions("24/12/2026 - 02/01/2027 : fermé | Congés\n\n21/06/2027 : 20h-22h") == [
        ExceptionalDays(date(2026, 12, 24), date(2027, 1, 2), None, "Congés"),
        ExceptionalDays(date(2027, 6, 21), date(2027, 6, 21), Span(time(20), time(22))),
    ]


@pytest.mark.parametrize(
    "text",
    ["Noël : fermé", "32/12/2026 : fermé", "02/01/2027 - 24/12/2026 : fermé", "24/12/2026 : midi"],
)
def test_wrong_line_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_exceptions(text)


@settings(deadline=None)
@given(st.lists(spans(), max_size=3), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_written_is_read_again(found: list[Span], day: date) -> None:
    apart = [span for span in found if all(one is span or not overlap(one, span) for one in found)]
    assert parse_spans(write_spans(apart)) == sorted(apart)
    days = [ExceptionalDays(day, day, span, "Fête") for span in [*found, None]]
    assert parse_exceptions(write_exceptions(days)) == days
