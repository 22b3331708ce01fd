"""Facts told upwards: frozen dataclasses of ids and times, delivered after commit.

A context publishes what happened; contexts above subscribe in their `AppConfig.ready`. An event carries no
model and no personal data. A handler that must survive a crash enqueues a job instead (`kernel.jobs`), since
a job row is written in the publisher's own transaction.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction


class Event:
    """The root of every event. Subclasses are frozen dataclasses named in the past participle."""


E = TypeVar("E", bound=Event)

_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[E], handler: Callable[[E], None]) -> None:
    """Call `handler` with each event of this type, once, after the transaction that published it commits."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: Event) -> None:
    """Deliver the event after commit, at once outside a transaction.

    A handler that fails is logged and does not stop the others: the fact is already true.
    """
    for handler in _handlers[type(event)]:
        transaction.on_commit(_delivery(handler, event), robust=True)


def _delivery(handler: Callable[[Any], None], event: Event) -> Callable[[], None]:
    """One call to come. A function, since Django names what failed by its `__qualname__`, which a partial lacks."""

    def deliver() -> None:
        handler(event)

    return deliver
