"""Refuses what no browser sends before anything tries to understand it."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

MAX_PATH_BYTES = 2048
MAX_QUERY_BYTES = 8192
"""Longer than any form of ours sent by GET, shorter than what would cost to parse."""


class WellFormedRequestMiddleware:
    """400 for null bytes, control characters and broken UTF-8 in the address; 414 for one too long; 405 for TRACE.

    A database refuses a null byte with an exception, and a broken sequence turns into a replacement character
    that matches nothing: both are the client's mistake, not a fault of the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the request, or let it go on. An unknown host raises DisallowedHost, which is a 400."""
        request.get_host()
        if request.method in {"TRACE", "TRACK", "CONNECT"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD, OPTIONS, POST"})
        # Django has decoded the path by now: a broken sequence in it is percent-encoded again, and matches nothing.
        path = request.path_info.encode("utf-8", "replace")
        query = str(request.META.get("QUERY_STRING", ""))
        if len(path) > MAX_PATH_BYTES or len(query) > MAX_QUERY_BYTES:
            return HttpResponse(status=414)
        if not (_is_clean(path) and _is_clean(unquote_to_bytes(query), allowed="\t\r\n")):
            raise BadRequest("The address holds bytes that no address may hold.")
        return self.get_response(request)


def _is_clean(raw: bytes, *, allowed: str = "") -> bool:
    """Whether these bytes are UTF-8 without control characters but the allowed ones."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(character) < 32 and character not in allowed for character in text)
