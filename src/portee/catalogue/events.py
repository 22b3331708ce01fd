"""What the catalogue tells upwards, after commit."""

from dataclasses import dataclass
from datetime import datetime

from portee.kernel.events import Event

__all__ = ["ResourceChanged"]


@dataclass(frozen=True, slots=True)
class ResourceChanged(Event):
    """What readers see of these resources changed: new, rewritten, merged away or withdrawn. `at` is aware, in UTC.

    Told once per transaction, with every resource it touched.
    """

    resource_ids: tuple[int, ...]
    at: datetime
