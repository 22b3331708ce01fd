"""What the network tells upwards, after commit."""

from dataclasses import dataclass
from datetime import datetime

from portee.kernel.events import Event

__all__ = ["EstablishmentChanged"]


@dataclass(frozen=True, slots=True)
class EstablishmentChanged(Event):
    """An establishment was created, changed, moved, or its hours were set. `at` is aware, in UTC."""

    establishment_id: int
    at: datetime
