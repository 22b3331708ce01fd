"""Facts told upwards: after commit, to everybody who listens, whatever one of them does."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.db.backends.base import base

from portee.kernel import events


@dataclass(frozen=True)
class BellRung(events.Event):
    """Somebody rang."""

    times: int


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """What a listener heard, in order."""
    times: list[int] = []

    def listen(event: BellRung) -> None:
        times.append(event.times)

    events.subscribe(BellRung, listen)
    yield times
    monkeypatch.delitem(events._handlers, BellRung)


def deaf(_event: BellRung) -> None:
    raise ValueError("I am deaf")


@pytest.mark.django_db(transaction=True)
def test_an_event_is_delivered_once_the_transaction_has_committed(heard: list[int]) -> None:
    with transaction.atomic():
        events.publish(BellRung(times=1))
        assert heard == []
    assert heard == [1]


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_told_to_nobody(heard: list[int]) -> None:
    with transaction.atomic():
        events.publish(BellRung(times=1))
        transaction.set_rollback(True)
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_an_event_is_delivered_at_once(heard: list[int]) -> None:
    events.publish(BellRung(times=2))
    assert heard == [2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False])
def test_a_listener_that_fails_is_logged_and_stops_nobody(
    heard: list[int], monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    # Asked of the logger itself: what other tests made of logging does not count.
    logged: list[str] = []
    monkeypatch.setattr(base.logger, "error", lambda *said, **_more: logged.append(str(said)))
    # The one that fails stands before another one.
    later: list[int] = []
    events.subscribe(BellRung, deaf)
    events.subscribe(BellRung, lambda event: later.append(event.times))
    if inside:
        with transaction.atomic():
            events.publish(BellRung(times=3))
    else:
        events.publish(BellRung(times=3))
    assert heard == [3]
    assert later == [3]
    assert "I am deaf" in "".join(logged)


@pytest.mark.django_db(transaction=True)
def test_subscribing_twice_is_hearing_once(heard: list[int]) -> None:
    twice: list[int] = []

    def listen(event: BellRung) -> None:
        twice.append(event.times)

    events.subscribe(BellRung, listen)
    events.subscribe(BellRung, listen)
    events.publish(BellRung(times=4))
    assert twice == [4]
