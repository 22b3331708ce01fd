"""The site map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.queries.site_map import list_site_parts


@cached_for_visitors()
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """List every page of the site."""
    parts = list_site_parts(language=reader_language())
    return render(request, "portal/site_map/site_map.html", {"parts": parts})
