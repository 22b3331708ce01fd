"""The jobs of access."""

import logging
from datetime import timedelta

from portee.access.services.budget import warn_of_budgets
from portee.access.services.seat import clear_seats
from portee.kernel import clock
from portee.kernel.jobs import job, scheduled

__all__ = ["clear_over_seats", "warn_budget"]

logger = logging.getLogger(__name__)


@job(retries=3)
def warn_budget(*, offer_id: int) -> None:
    """Write to the people in charge of an offer whose budget reached a threshold."""
    warn_of_budgets(offer_id=offer_id, at=clock.now())


@scheduled(name="access.clear_seats", every=timedelta(hours=1))
@job()
def clear_over_seats() -> None:
    """Give back the seats that are over."""
    logger.info("seats over: %d", clear_seats(at=clock.now()))
