"""Cross-site request forgery, for people without a session: by where the request comes from, without a cookie.

Django's defence compares a token in the form with a token in a cookie, and so lays a cookie on every visitor who
meets a form. A visitor has no session to abuse; what remains to refuse is a foreign page posting on somebody's
behalf: signing them in to the attacker's account (login CSRF), sending mail in their name, changing their
comfort choice. Browsers say where a request comes from in headers that a page cannot forge, and that is enough:

- `Origin` present: it must be this very site (scheme, host and port). `null` is refused: a sandboxed frame, a
  local file or a redirect from another site sends it.
- otherwise `Sec-Fetch-Site`: only `same-origin` is accepted; `same-site` is a neighbour under the same domain.
- otherwise `Referer`: same scheme, host and port.
- otherwise refused: every browser able to show this site sends one of the three on a POST.

With a session cookie, valid or not, Django's own check stays in full, and its cookie with it. Session fixation:
signing in draws a new session key (`cycle_key`), and a session cookie planted beforehand sends the request down
Django's path, where the planter lacks the token. Login CSRF: a foreign page cannot send our `Origin`.

The check of a request happens here and Django's is told not to bother; a view marked `csrf_exempt` (machine
protocols) stays exempt. Source: OWASP cross-site request forgery cheat sheet, « Verifying origin with standard
headers »; docs/adr/0020.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_callable

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

REASON = "The request does not prove that it comes from this site."


class VisitorCsrfMiddleware:
    """Stands after Django's CsrfViewMiddleware in the list, and answers for it when there is no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take over the check for a visitor; keep Django from laying its cookie on one."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        if not getattr(request, "_dont_enforce_csrf_checks", False):
            # Django's middleware reads this when it is about to check, after every `__call__` has begun.
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
            request.origin_must_be_proven = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not _opens_a_session(request):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
            if settings.CSRF_COOKIE_NAME in request.COOKIES:
                # Somebody signed out: the token's cookie leaves with the session's.
                response.delete_cookie(settings.CSRF_COOKIE_NAME)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _arguments: tuple[Any, ...],
        _keywords: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse an unsafe request of a visitor that does not prove where it comes from."""
        if not getattr(request, "origin_must_be_proven", False):
            return None
        if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
            return None
        if comes_from_this_site(request):
            return None
        refuse: Callable[..., HttpResponseBase] = get_callable(settings.CSRF_FAILURE_VIEW)
        return refuse(request, reason=REASON)


def comes_from_this_site(request: HttpRequest) -> bool:
    """Whether headers that a page cannot forge say that this site's own page sent the request."""
    own = {f"{request.scheme}://{request.get_host()}".lower(), settings.BASE_URL}
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin.lower() in own
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    return _origin_of(request.headers.get("Referer", "")) in own


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def _opens_a_session(request: HttpRequest) -> bool:
    """Whether this visitor's request ends with a session, and so with a cookie of its own."""
    session = getattr(request, "session", None)
    return session is not None and session.modified and not session.is_empty()
