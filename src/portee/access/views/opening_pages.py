"""The pages at which an opening ends: on the way, refused, or failed."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from portee.access.decision import Decision
from portee.access.models import Offer
from portee.access.queries.next_step import next_link
from portee.access.services.handover import Handover
from portee.access.viewer import Viewer
from portee.access.wording import advice_for


def leaving_page(request: HttpRequest, *, offer: Offer, handover: Handover) -> HttpResponse:
    """Go on to the supplier: a page of its own, never a redirect, since forms of this site lead to no other host."""
    is_form = handover.verb == "post"
    template = "access/offer/sending.html" if is_form else "access/offer/leaving.html"
    response = render(request, template, {"offer": offer, "handover": handover})
    if is_form:
        parts = urlsplit(handover.url)
        # This page alone, and for that machine alone (csp.middleware reads it).
        response._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    if handover.referrer:
        response.headers["Referrer-Policy"] = handover.referrer
    return response


def refused_page(
    request: HttpRequest, *, offer: Offer, viewer: Viewer, decision: Decision
) -> HttpResponse:
    """Say why not, and what to do."""
    context = {"offer": offer, "viewer": viewer, **advised(decision, viewer, offer)}
    return render(request, "access/offer/refused.html", context, status=HTTPStatus.FORBIDDEN)


def failed_page(request: HttpRequest, *, offer: Offer, said: str) -> HttpResponse:
    """Say that the person may, but cannot be led there."""
    context = {"offer": offer, "said": said}
    return render(request, "access/offer/failed.html", context, status=HTTPStatus.BAD_GATEWAY)


def advised(decision: Decision, viewer: Viewer, offer: Offer) -> dict[str, object]:
    """What templates say of a decision."""
    advice = advice_for(decision.reason)
    return {
        "decision": decision,
        "advice": advice,
        "next": next_link(advice.then, viewer=viewer, offer=offer, sign_in_url=sign_in_url(offer)),
    }


def sign_in_url(offer: Offer) -> str:
    """The sign-in page, which then leads back to the offer."""
    there = reverse("access:offer", args=[offer.code])
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': there})}"
