"""The jobs of the portal."""

import logging
from datetime import time

from portee.kernel import clock
from portee.kernel.jobs import job, scheduled
from portee.portal.services.search_alert import send_alerts

__all__ = ["send_search_alerts"]

logger = logging.getLogger(__name__)


@scheduled(name="portal.send_search_alerts", daily_at=time(6, 50))
@job()
def send_search_alerts() -> None:
    """Write to those whose searches found something new, seven days after the last message."""
    logger.info("search alerts sent: %d", send_alerts(at=clock.now()))
