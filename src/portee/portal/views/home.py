"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.queries.home import read_home_page


@cached_for_visitors()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home page."""
    return render(
        request, "portal/home/home.html", {"home": read_home_page(language=reader_language())}
    )
