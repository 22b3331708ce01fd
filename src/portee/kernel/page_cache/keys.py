"""Which requests may be answered from the cache, and under which key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

MAX_QUERY_BYTES = 512
MAX_PATH_BYTES = 512


@dataclass(frozen=True, slots=True)
class PageKey:
    """A page as visitors can tell it apart from another; `text` names it, `parameters` are those of its address.

    The path holds the language: French has no prefix, another language has its own.
    """

    text: str
    parameters: frozenset[str]


def key_of(request: HttpRequest) -> PageKey | None:
    """The key of this request, or None when it must not be answered from the cache.

    Excluded: anything but GET and HEAD, anybody with a session or a pending message, partial updates of a page,
    addresses too long to keep.
    """
    if request.method not in {"GET", "HEAD"} or "HTTP_HX_REQUEST" in request.META:
        return None
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies:
        return None
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY_BYTES or len(request.path) > MAX_PATH_BYTES:
        return None
    pairs = sorted(parse_qsl(query, keep_blank_values=True)) if query else []
    # A choice that comes to the default is the same page as no choice.
    choices = {name: normalise(cookies[name]) for name, normalise in _choices() if name in cookies}
    chosen = urlencode([choice for choice in choices.items() if choice[1]])
    return PageKey(
        text="\n".join(
            (
                request.scheme or "",
                request.get_host().lower(),
                request.path,
                urlencode(pairs),
                chosen,
            )
        ),
        parameters=frozenset(name for name, _ in pairs),
    )


@lru_cache(maxsize=1)
def _choices() -> tuple[tuple[str, Callable[[str], str]], ...]:
    """The cookies that change a visitor's page, each with the function that keeps only what is valid in it."""
    return tuple(
        (name, import_string(path)) for name, path in sorted(settings.PAGE_CACHE_COOKIES.items())
    )
