"""What access tells the contexts above: ids and instants, never who opened what."""

from dataclasses import dataclass
from datetime import datetime

from portee.kernel.events import Event

__all__ = ["BudgetReached", "OfferChanged", "OfferOpened", "ServiceStateChanged"]


@dataclass(frozen=True, slots=True)
class OfferChanged(Event):
    """What readers see of an offer, or who may open it, changed. `at` is aware, in UTC."""

    offer_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class OfferOpened(Event):
    """Somebody was let into an offer, and counted; what staff look at as an example is not told."""

    launch_id: int
    offer_id: int
    establishment_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class BudgetReached(Event):
    """A budget of an offer reached one of its thresholds, in percent, for the first time in its period."""

    offer_id: int
    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ServiceStateChanged(Event):
    """The platform of a supplier was seen to answer, or not to answer any more; `state` is a code."""

    supplier_id: int
    state: str
    at: datetime
