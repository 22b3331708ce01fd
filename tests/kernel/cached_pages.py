"""Small pages for the tests of the page cache, each with what may keep it from being shared; `drawn` names them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import urlpatterns as config_urlpatterns
from portee.kernel.page_cache import cached_for_visitors

drawn: list[str] = []


@require_safe
@cached_for_visitors(seconds=60, parameters=("page",))
def shared(request: HttpRequest) -> HttpResponse:
    drawn.append(request.get_full_path())
    return HttpResponse(f"page {len(drawn)}", headers={"X-Page": "shared"})


@cached_for_visitors(seconds=60)
def with_cookie(request: HttpRequest) -> HttpResponse:
    drawn.append("cookie")
    response = HttpResponse("page")
    response.set_cookie("a", "b")
    return response


@cached_for_visitors(seconds=60)
def with_session(request: HttpRequest) -> HttpResponse:
    drawn.append("session")
    request.session["a"] = "b"
    return HttpResponse("page")


@cached_for_visitors(seconds=60)
def with_nonce(request: HttpRequest) -> HttpResponse:
    drawn.append("nonce")
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


@cached_for_visitors(seconds=60)
def missing(request: HttpRequest) -> HttpResponse:
    drawn.append("missing")
    return HttpResponse(status=404)


def not_marked(request: HttpRequest) -> HttpResponse:
    drawn.append("plain")
    return HttpResponse("page")


urlpatterns = [
    path("shared/", shared),
    path("cookie/", with_cookie),
    path("session/", with_session),
    path("nonce/", with_nonce),
    path("missing/", missing),
    path("plain/", not_marked),
    *config_urlpatterns,
]
