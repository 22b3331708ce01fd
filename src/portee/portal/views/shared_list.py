"""Lists of visitors: their own, which only their browser knows, and one that a link carries (docs/adr/0031)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.organisation import current_organisation
from portee.portal.qr_code import qr_code
from portee.portal.queries.search_exports import EXPORTS
from portee.portal.queries.shared_list import (
    MOST_ENTRIES,
    living_of,
    read_numbers,
    read_shared_list,
)
from portee.portal.trail import trail_to

NUMBERS = "r"
"""The parameter of an address that names the resources of a list: `r=12,45,7`."""

KEPT_SECONDS = 86_400
"""How long a browser keeps a QR code, which never changes."""


@cached_for_visitors()
@require_safe
def my_lists(request: HttpRequest) -> HttpResponse:
    """Show the frame of a visitor's lists, the same for everybody: their browser fills it."""
    context = {
        "trail": trail_to(_("My list")),
        "language": language_of_files(),
    }
    return render(request, "portal/list/my_lists.html", context)


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """Show the resources that a link names, in its order. Its title and notes stay in the reader's browser."""
    found = read_shared_list(_numbers(request), language=reader_language())
    query = f"?{NUMBERS}={found.numbers}"
    context = {
        "list": found,
        "most_entries": MOST_ENTRIES,
        "query": query,
        "language": language_of_files(),
        "base_url": current_organisation().base_url,
        "address": current_organisation().base_url + reverse("portal:shared_list") + query,
        "trail": trail_to(_("Shared list"), (_("My list"), "portal:my_lists")),
    }
    response = render(request, "portal/list/shared_list.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def shared_list_code(request: HttpRequest) -> HttpResponse:
    """The QR code of a link to a list, for a poster or a worksheet."""
    numbers = ",".join(map(str, _numbers(request)[:MOST_ENTRIES]))
    if not numbers:
        raise Http404(_("This link names no document."))
    base_url = current_organisation().base_url
    address = f"{base_url}{reverse('portal:shared_list')}?{NUMBERS}={numbers}"
    # Kept by the browser and not by us: invented lists would fill the cache of pages.
    return HttpResponse(
        qr_code(address),
        content_type="image/svg+xml",
        headers={"Cache-Control": f"max-age={KEPT_SECONDS}", "X-Robots-Tag": "noindex"},
    )


@require_safe
def list_export(request: HttpRequest, export_format: str) -> HttpResponse:
    """The resources of a list as a file, in its order."""
    if export_format not in EXPORTS:
        raise Http404(export_format)
    media_type, write = EXPORTS[export_format]
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        living = living_of(_numbers(request))
        lines = write([living], language=language, base_url=current_organisation().base_url)
        content = "".join(lines)
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="portee-liste.{export_format}"',
            "X-Robots-Tag": "noindex",
        },
    )


def _numbers(request: HttpRequest) -> list[int]:
    return read_numbers(request.GET.getlist(NUMBERS))


def language_of_files() -> str:
    """What addresses outside languages must be told of the reader's; nothing when it is the site's own."""
    language = reader_language()
    return "" if language == settings.LANGUAGE_CODE else language
