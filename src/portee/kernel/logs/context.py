"""The logger of our own code, and what is bound to every line of one request or one job."""

from typing import cast

import structlog
from structlog.typing import FilteringBoundLogger


def get_logger(name: str) -> FilteringBoundLogger:
    """The logger of a module: events are short constant names (`job.failed`), facts are keywords."""
    return cast("FilteringBoundLogger", structlog.stdlib.get_logger(name))


def configure() -> None:
    """Send the events of our own code through Python's logging, where `formatting` writes every line."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
