"""The list of establishments, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors
from portee.network.forms.establishment_filter import PARAMETERS, EstablishmentFilterForm
from portee.network.queries.listing import list_page
from portee.network.queries.map_view import map_of_list, map_of_sheet
from portee.network.queries.sheet import find_sheet
from portee.network.sections import sections_of

FRESH_SECONDS = 60
"""« Open now » may be a minute late, never more."""


@require_safe
@cached_for_visitors(seconds=FRESH_SECONDS, parameters=PARAMETERS)
def establishment_list(request: HttpRequest) -> HttpResponse:
    """Show the establishments, those asked for, a page at a time, with their map."""
    form = EstablishmentFilterForm(request.GET)
    question = form.question()
    found = list_page(
        question=question, page_number=request.GET.get("page", "1"), moment=clock.now()
    )
    context = {
        "form": form,
        "question": question,
        "found": found,
        "map": map_of_list(found),
        "is_filtered": bool(question.text or question.kind or question.open_now or question.group),
    }
    return render(request, "network/establishment/list.html", context)


@require_safe
@cached_for_visitors(seconds=FRESH_SECONDS)
def establishment(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything known of one establishment, its hours first."""
    sheet = find_sheet(code=code, moment=clock.now())
    if sheet is None:
        raise Http404(_("No establishment bears this code."))
    context = {
        "sheet": sheet,
        "establishment": sheet.row,
        "map": map_of_sheet(sheet),
        "sections": sections_of(sheet.summary),
    }
    return render(request, "network/establishment/detail.html", context)
