"""The figures of this server for Prometheus: requests by route (django-prometheus) and the page cache's own."""

from django.http import HttpRequest, HttpResponse
from django_prometheus.exports import ExportToDjangoView
from prometheus_client import Counter, multiprocess

page_cache_answers = Counter(
    "portee_page_cache_answers",
    "Requests that the page cache looked at, by outcome.",
    ["outcome"],
)
"""`hit`, `not_modified`, `rebuilt`, `waited` (another request rebuilt it meanwhile), `uncached`."""


def exposition(request: HttpRequest) -> HttpResponse:
    """The figures of all processes of this server, in Prometheus' text format."""
    response: HttpResponse = ExportToDjangoView(request)
    return response


def forget_process(process_id: int) -> None:
    """Drop what a dead process said of the present (gauges); what it counted stays counted."""
    multiprocess.mark_process_dead(process_id)  # type: ignore[no-untyped-call]
