"""The CAS server, as browsers see it: coming in, going out. What machines ask is in cas_machine.py."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portee.access.errors import ConsentMissingError, HandoverFailedError, LaunchRefusedError
from portee.access.models import Offer
from portee.access.queries.supplier_sheet import KnownService, find_cas_service
from portee.access.services.admission import Entry, admit, offer_at, ticket_for
from portee.access.services.handover import Handover
from portee.access.sheets.address import with_parameters
from portee.access.stopover import Return, seal_return
from portee.access.viewer import Viewer, viewer_of
from portee.access.views.opening_pages import (
    example_page,
    failed_page,
    leaving_page,
    refused_page,
    unknown_page,
)
from portee.kernel import clock
from portee.people.api import sign_out

AFTER_PAGE = "etape"
"""Said by addresses that a page of ours leads to: the policy of the site forbids forms to lead to other hosts, even by
way of a redirect, so that a page of its own goes on to the supplier."""


@never_cache
@require_safe
def login(request: HttpRequest) -> HttpResponse:
    """Let a supplier know who is here, by a ticket in its address; whoever is not signed in signs in first."""
    service = request.GET.get("service", "")
    if not service:
        return redirect("people:account")
    known = find_cas_service(service)
    if known is None:
        return unknown_page(request)
    viewer = viewer_of(request)
    if not viewer.is_known or viewer.example is not None:
        return _nobody(request, known, viewer, service)
    try:
        offer = offer_at(known)
    except HandoverFailedError as failed:
        return unknown_page(request, said=str(failed))
    return _let_in(request, viewer, known, offer, service)


def _nobody(
    request: HttpRequest, known: KnownService, viewer: Viewer, service: str
) -> HttpResponse:
    """What a visitor and an example member are led to; at the gateway, back without a ticket."""
    if "gateway" in request.GET:
        return redirect(service)
    if viewer.example is not None:
        return example_page(request, supplier=known.supplier, viewer=viewer)
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _here(service)})}")


def _let_in(
    request: HttpRequest, viewer: Viewer, known: KnownService, offer: Offer, service: str
) -> HttpResponse:
    at = clock.now()
    try:
        entry = Entry(actor=viewer.actor, at=at, place=viewer.sites)
        opening = admit(offer=offer, sheet=known.sheet, entry=entry)
        ticket = ticket_for(opening, known=known, service=service, at=at)
    except LaunchRefusedError as refused:
        return refused_page(request, offer=offer, viewer=viewer, decision=refused.decision)
    except ConsentMissingError as missing:
        stop = Return(known.supplier.code, _here(service), missing.establishment_id)
        return redirect("access:sharing", token=seal_return(stop))
    except HandoverFailedError as failed:
        return failed_page(request, offer=offer, said=str(failed))
    there = with_parameters(service, {"ticket": ticket})
    if AFTER_PAGE in request.GET:
        return leaving_page(request, offer=offer, handover=Handover("redirect", there))
    return redirect(there)


@never_cache
@require_safe
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, at every supplier too; then back to the supplier that asked, if it is one.

    By GET, as the protocol has it: the cookie of the session comes along with a navigation only, so that no picture
    or frame of another site signs anybody out.
    """
    sign_out(request=request, at=clock.now())
    service = request.GET.get("service", "")
    known = find_cas_service(service) if service else None
    if known is not None:
        return redirect(service)
    return render(request, "access/cas/signed_out.html")


def _here(service: str) -> str:
    return f"{reverse('cas:login')}?{urlencode({'service': service, AFTER_PAGE: '1'})}"
