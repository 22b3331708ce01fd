"""One line per request: method, route, status, duration; never the path, the query, the address or the person."""

import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portee.kernel.logs.context import get_logger

REQUEST_ID_HEADER = "X-Request-ID"

_log = get_logger("portee.request")


class RequestLogMiddleware:
    """Gives each request an id, binds it to every line written meanwhile, and tells how the request ended.

    The id is ours, never the client's: a client could write what it likes in the logs with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request go on and write its line."""
        request_id = secrets.token_hex(8)
        request.request_id = request_id  # type: ignore[attr-defined]
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            response.headers[REQUEST_ID_HEADER] = request_id
            _log.info(
                "request",
                method=request.method if request.method in _KNOWN_METHODS else "OTHER",
                route=route_of(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )
        return response


_KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}


def route_of(request: HttpRequest) -> str:
    """The name of the route, which says what was asked for without saying by whom or about whom."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "unnamed"
    return str(getattr(request, "route_name", "unmatched"))
