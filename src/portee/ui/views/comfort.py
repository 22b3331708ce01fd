"""The page « Confort de lecture »: choose, remember in a cookie, go back where one was."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.ui.comfort import COOKIE_AGE_SECONDS, COOKIE_NAME, Comfort
from portee.ui.forms import ComfortForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comfort(request: HttpRequest) -> HttpResponse:
    """Show the choices, or remember them."""
    if request.method == "POST":
        return _remember(request)
    chosen = Comfort.parse(request.COOKIES.get(COOKIE_NAME))
    back = _safe_return(request, request.GET.get("retour", ""))
    return render(
        request,
        "ui/comfort/page.html",
        {"form": ComfortForm(initial=asdict(chosen)), "back": back},
    )


def _remember(request: HttpRequest) -> HttpResponse:
    back = _safe_return(request, request.POST.get("retour", ""))
    form = ComfortForm({**asdict(Comfort()), **request.POST.dict()})
    if "defaults" not in request.POST and not form.is_valid():
        return render(request, "ui/comfort/page.html", {"form": form, "back": back}, status=422)
    chosen = Comfort() if "defaults" in request.POST else form.comfort()
    response = HttpResponseRedirect(back or reverse("ui:comfort"))
    if chosen.is_default:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE_NAME,
            chosen.serialise(),
            max_age=COOKIE_AGE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _safe_return(request: HttpRequest, address: str) -> str:
    """The page to go back to, when it is one of ours; an empty string otherwise."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if is_ours else ""
