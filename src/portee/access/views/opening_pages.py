"""Opening an offer, and the pages at which that ends: on the way, asked first, refused, or failed."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from portee.access.decision import Decision
from portee.access.errors import ConsentMissingError, HandoverFailedError, LaunchRefusedError
from portee.access.models import Offer, Supplier
from portee.access.queries.next_step import next_link
from portee.access.services.admission import Entry, lead_to
from portee.access.services.example import open_as_example
from portee.access.services.handover import Handover, hand_over
from portee.access.stopover import Intent, seal_intent
from portee.access.supplier_host import is_address_of
from portee.access.viewer import Viewer
from portee.access.wording import advice_for
from portee.kernel import clock


def opened(
    request: HttpRequest, *, offer: Offer, viewer: Viewer, address: str = ""
) -> HttpResponse:
    """Lead to an offer, `address` being that of a title; or say why not, or ask first what may be told."""
    try:
        handover = _handover(offer, viewer, address=address)
    except LaunchRefusedError as refused:
        return refused_page(request, offer=offer, viewer=viewer, decision=refused.decision)
    except ConsentMissingError as missing:
        intent = Intent(
            offer_code=offer.code,
            supplier_code=offer.supplier.code,
            account_id=viewer.actor.account_id or 0,
            establishment_id=missing.establishment_id,
            address=address if is_address_of(offer.supplier, address) else "",
        )
        return redirect("access:sharing", token=seal_intent(intent))
    except HandoverFailedError as failed:
        return failed_page(request, offer=offer, said=str(failed))
    if handover is None:
        context = {"offer": offer, "viewer": viewer}
        return render(request, "access/offer/example_opened.html", context)
    return leaving_page(request, offer=offer, handover=handover)


def _handover(offer: Offer, viewer: Viewer, *, address: str) -> Handover | None:
    """Where to; None for an example member who would be inside by now."""
    at = clock.now()
    if viewer.example is None:
        entry = Entry(actor=viewer.actor, at=at, place=viewer.sites)
        return lead_to(offer=offer, entry=entry, address=address)
    opening = open_as_example(
        offer_id=offer.pk,
        person=viewer.person(on=clock.today()),
        actor=viewer.actor,
        at=at,
        place=viewer.sites,
    )
    return hand_over(opening, at=at) if opening else None


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


def unknown_page(request: HttpRequest, *, said: str = "") -> HttpResponse:
    """Say that whoever asked who is here is told nothing."""
    return render(request, "access/cas/unknown.html", {"said": said}, status=HTTPStatus.FORBIDDEN)


def example_page(request: HttpRequest, *, supplier: Supplier, viewer: Viewer) -> HttpResponse:
    """Say that nobody comes in as an example member, nor as herself while she looks through its eyes."""
    context = {"supplier": supplier, "viewer": viewer}
    return render(request, "access/example/stopped.html", context, status=HTTPStatus.FORBIDDEN)


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
