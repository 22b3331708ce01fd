"""What is worked out once for each request, and forgotten with it.

For what a page asks many times and that does not change while it is drawn. What a request changes itself, it must not
have asked here before; outside of a request nothing is remembered.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

T = TypeVar("T")

_memory: ContextVar[dict[str, Any] | None] = ContextVar("request_memory", default=None)


def once(key: str, work_out: Callable[[], T]) -> T:
    """What `work_out` gave the first time in this request."""
    memory = _memory.get()
    if memory is None:
        return work_out()
    if key not in memory:
        memory[key] = work_out()
    found: T = memory[key]
    return found


class RequestMemoryMiddleware:
    """Begins and ends the memory of each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forget."""
        token = _memory.set({})
        try:
            return self.get_response(request)
        finally:
            _memory.reset(token)
