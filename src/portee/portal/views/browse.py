"""The pages where one browses: disciplines, vocabularies, people and subjects from A to Z, the line of time."""

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors
from portee.portal.language import reader_language
from portee.portal.queries.browse import read_browse_page
from portee.portal.queries.browse_discipline import read_discipline_page
from portee.portal.queries.browse_headings import (
    HeadingsPage,
    beginning_of,
    read_headings_page,
)
from portee.portal.queries.browse_periods import read_periods_page
from portee.portal.queries.browse_vocabulary import read_vocabulary_page


@cached_for_visitors()
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show every door of the catalogue."""
    page = read_browse_page(language=reader_language())
    return render(request, "portal/browse/browse.html", {"page": page})


@cached_for_visitors()
@require_safe
def browse_discipline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the doors of one discipline, and a few of its documents."""
    page = read_discipline_page(slug, language=reader_language())
    return render(request, "portal/browse/discipline.html", {"page": page})


@cached_for_visitors()
@require_safe
def browse_vocabulary(request: HttpRequest, word: str) -> HttpResponse:
    """Show a vocabulary, family by family."""
    page = read_vocabulary_page(word, language=reader_language())
    return render(request, "portal/browse/vocabulary.html", {"page": page})


@cached_for_visitors()
@require_safe
def browse_headings(request: HttpRequest, word: str) -> HttpResponse:
    """Show the alphabet of a list, and its most frequent headings."""
    return _headings(request, word, "")


@cached_for_visitors(parameters=("page",))
@require_safe
def browse_letter(request: HttpRequest, word: str, begins: str) -> HttpResponse:
    """Show the headings that begin so, a page at a time."""
    return _headings(request, word, begins)


@cached_for_visitors()
@require_safe
def browse_periods(request: HttpRequest) -> HttpResponse:
    """Show the catalogue by date."""
    page = read_periods_page(this_year=clock.now().year, language=reader_language())
    return render(request, "portal/browse/periods.html", {"page": page})


def _headings(request: HttpRequest, word: str, begins: str) -> HttpResponse:
    try:
        page: HeadingsPage = read_headings_page(
            word,
            beginning_of(begins),
            page=request.GET.get("page", "1"),
            language=reader_language(),
        )
    except (ValueError, InvalidPage) as error:
        raise Http404(_("Nothing begins so.")) from error
    return render(request, "portal/browse/headings.html", {"page": page})
