"""The jobs of access."""

import logging
from datetime import time

from portee.access.services.budget import warn_of_budgets
from portee.access.services.retention import forget_launches
from portee.access.services.seat import clear_seats
from portee.kernel import clock
from portee.kernel.jobs import job, scheduled

__all__ = ["apply_retention", "warn_budget"]

logger = logging.getLogger(__name__)


@job(retries=3)
def warn_budget(*, offer_id: int) -> None:
    """Write to the people in charge of an offer whose budget reached a threshold."""
    warn_of_budgets(offer_id=offer_id, at=clock.now())


@scheduled(name="access.apply_retention", daily_at=time(3, 40))
@job()
def apply_retention() -> None:
    """Cut the link between launches and persons after four months; clear seats that are over."""
    at = clock.now()
    forgotten = forget_launches(at=at)
    logger.info("retention: %d launches, %d seats", forgotten, clear_seats(at=at))
