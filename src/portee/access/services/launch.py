"""Opening an offer: decided, counted and noted in one transaction."""

from datetime import datetime

from portee.access.opening import Opening
from portee.access.question import Site
from portee.kernel.actor import Actor

Place = tuple[Site, ...]


def open_offer(*, offer_id: int, actor: Actor, at: datetime, place: Place) -> Opening:
    """Decide, count and note one launch. To come.

    Raises `LaunchRefusedError`.
    """
    raise NotImplementedError
