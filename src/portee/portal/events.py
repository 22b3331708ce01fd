"""What the portal tells, after commit."""

from dataclasses import dataclass
from datetime import datetime

from portee.kernel.events import Event

__all__ = ["HomeComposed"]


@dataclass(frozen=True, slots=True)
class HomeComposed(Event):
    """The blocks of the home page changed. `at` is aware, in UTC."""

    at: datetime
