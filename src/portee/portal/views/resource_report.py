"""Report an error in the description of a resource: without account, without cookie, without JavaScript."""

from typing import Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods

from portee.catalogue import api as catalogue
from portee.kernel import clock
from portee.portal.forms.resource_report import ResourceReportForm
from portee.portal.language import reader_language
from portee.portal.search_budget import client_of
from portee.portal.views.errors import too_many_requests
from portee.portal.views.resource import LARGEST_NUMBER

MOST_AN_HOUR: Final = 5
"""Reports of one client: a class that looks for mistakes sends a few, a machine sends thousands."""
HOUR_SECONDS: Final = 3600
SENT: Final = "merci"


@require_http_methods(["GET", "HEAD", "POST"])
def resource_report(request: HttpRequest, resource_id: int) -> HttpResponse:
    """Show the form, keep what it says, thank."""
    title = _title(resource_id)
    here = reverse("portal:resource_report", args=[resource_id])
    form = ResourceReportForm(request.POST if request.method == "POST" else None, now=clock.now())
    status = 200
    if request.method == "POST":
        if form.is_valid():
            if _asks_too_much(request):
                return too_many_requests(request, seconds=HOUR_SECONDS)
            if _is_kept(form, resource_id):
                return HttpResponseRedirect(f"{here}?{SENT}")
        status = 422
    context = {
        "form": form,
        "resource_id": resource_id,
        "title": title,
        "is_sent": SENT in request.GET,
        "url": catalogue.resource_url(resource_id, title, language=reader_language()),
    }
    response = render(request, "portal/resource/report.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _title(resource_id: int) -> str:
    found = catalogue.resource_titles([min(resource_id, LARGEST_NUMBER)])
    if resource_id not in found:
        raise Http404
    return found[resource_id]


def _is_kept(form: ResourceReportForm, resource_id: int) -> bool:
    said = form.cleaned_data
    try:
        catalogue.report_error(
            resource_id=resource_id, kind=said["kind"], message=said["message"], at=clock.now()
        )
    except catalogue.ErrorReportRefusedError as error:
        form.add_error(None, str(error))
        return False
    return True


def _asks_too_much(request: HttpRequest) -> bool:
    """Count this report of whoever sends it; the address itself is kept nowhere."""
    client = salted_hmac("portee.portal.resource_report", client_of(request)).hexdigest()[:32]
    key = f"resource-report:{client}"
    if cache.add(key, 1, HOUR_SECONDS):
        return False
    try:
        return int(cache.incr(key)) > MOST_AN_HOUR
    except ValueError:  # It ended in between.
        return False
