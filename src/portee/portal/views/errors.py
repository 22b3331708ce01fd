"""The error pages: what happened, in plain words, and what to do next.

403, 404 and 429 first try the page dressed like the others. 400, 500 and 503, and any page that cannot be dressed (no
database, no static files, a fault in a template), are bare: they ask nothing of the installation, neither database
nor context processors, and take the style sheet only if it is there.
"""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
"""When to come back after an outage: about what a database takes to restart."""

PATIENCE_SECONDS = 60
"""When to try again after too many requests: the shortest of our limits is counted by the minute."""

STYLE_SHEET = "ui/portee.css"


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  Django gives it
    """400: the browser sent something that cannot be understood."""
    return _bare_page(request, "400", status=400)


def permission_denied(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  Django gives it
    """403: the person may not do this."""
    return _dressed_page(request, "403", status=403)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that does not prove where it comes from (Django's CSRF_FAILURE_VIEW)."""
    logger.info("form refused: %s", reason)
    return _dressed_page(request, "403_form", status=403)


def page_not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  Django gives it
    """404: there is no such page."""
    return _dressed_page(request, "404", status=404)


def too_many_requests(
    request: HttpRequest,
    exception: object = None,  # noqa: ARG001  as the others
    *,
    seconds: int = PATIENCE_SECONDS,
) -> HttpResponse:
    """429: the same thing was asked for too often; what was typed is not judged."""
    response = _dressed_page(request, "429", status=429)
    response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: something broke; 503 when it is the database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _bare_page(request, "500", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the site is being repaired, or its database does not answer; come back in a moment."""
    response = _bare_page(request, "503", status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _dressed_page(request: HttpRequest, name: str, *, status: int) -> HttpResponse:
    """The page in the site's own layout, or the bare one when the layout cannot be drawn."""
    try:
        html = render_to_string("portal/error/dressed.html", _context(name), request)
    except Exception:
        # Whatever broke the layout, the reader still deserves the explanation.
        logger.exception("error page %s could not be dressed", name)
        return _bare_page(request, name, status=status)
    return _never_kept(html, status=status)


def _bare_page(request: HttpRequest, name: str, *, status: int) -> HttpResponse:
    """The page without layout, in the language of the address: middleware may not have run."""
    language = "en" if request.path_info.startswith("/en/") else "fr"
    with translation.override(language):
        context = _context(name) | {"language": language, "style_sheet": _style_sheet()}
        html = render_to_string("portal/error/bare.html", context)
    return _never_kept(html, status=status)


def _context(name: str) -> dict[str, str]:
    return {"content": f"portal/error/_{name}.html", "error": name}


def _style_sheet() -> str:
    """The address of the style sheet, or nothing when static files were not built."""
    try:
        return static(STYLE_SHEET)
    except (ValueError, OSError):
        return ""


def _never_kept(html: str, *, status: int) -> HttpResponse:
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})
