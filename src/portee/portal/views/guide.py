"""The pages of the guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.queries.guide import find_guide_page, list_easy_pages, list_guide_pages
from portee.portal.trail import trail_to


@cached_for_visitors()
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show what the guide explains, by reader."""
    pages = list_guide_pages(language=reader_language())
    context = {
        "everyone": [page for page in pages if page.audience == "everyone"],
        "staff": [page for page in pages if page.audience == "staff"],
        "operators": [page for page in pages if page.audience == "operators"],
    }
    return render(request, "portal/guide/guide.html", context)


@cached_for_visitors()
@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the guide."""
    page = find_guide_page(slug, language=reader_language())
    if page is None:
        raise Http404
    trail = trail_to(page.title, (_("Help"), "portal:guide"))
    return render(request, "portal/guide/guide_page.html", {"page": page, "trail": trail})


@cached_for_visitors()
@require_safe
def easy_guide(request: HttpRequest) -> HttpResponse:
    """List the pages written in easy-to-read language."""
    pages = list_easy_pages(language=reader_language())
    trail = trail_to(_("Easy to read"), (_("Help"), "portal:guide"))
    return render(request, "portal/guide/easy_guide.html", {"pages": pages, "trail": trail})


@cached_for_visitors()
@require_safe
def easy_guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page in easy-to-read language."""
    page = find_guide_page(slug, language=reader_language(), easy=True)
    if page is None:
        raise Http404
    trail = trail_to(
        page.title, (_("Help"), "portal:guide"), (_("Easy to read"), "portal:easy_guide")
    )
    return render(request, "portal/guide/easy_guide_page.html", {"page": page, "trail": trail})
