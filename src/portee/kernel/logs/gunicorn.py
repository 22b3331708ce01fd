"""gunicorn's own messages through our formatter; its access log, which writes paths and addresses, is never on."""

from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

from portee.kernel.logs.formatting import JsonFormatter


class PrivateLogger(GunicornLogger):  # type: ignore[misc] # gunicorn ships no types.
    """Writes starts, stops and failures of workers as lines of JSON on the standard error."""

    def setup(self, cfg: Any) -> None:
        """Set gunicorn's handlers up, then give them our formatter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())

    def access(self, *_arguments: Any) -> None:
        """Say nothing: `RequestLogMiddleware` tells each request, without personal data."""
