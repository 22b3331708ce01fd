"""The SAML identity provider: asked by an address or a form, answered by a form on a page of its own."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portee.access.adapters.xml_signature import is_available
from portee.access.errors import ConsentMissingError, HandoverFailedError, LaunchRefusedError
from portee.access.models import Offer
from portee.access.queries.saml_client import KnownProvider, find_provider
from portee.access.services.admission import Entry, offer_of
from portee.access.services.oidc_token import issuer
from portee.access.services.saml_answer import (
    AnsweredAlreadyError,
    let_in,
    our_name,
    refuse,
)
from portee.access.services.saml_key import saml_key
from portee.access.services.saml_logout import way_back
from portee.access.services.saml_request import (
    RequestRefusedError,
    read_by_address,
    read_by_form,
    read_leaving,
)
from portee.access.stopover import Return, SamlAsked, read_saml, seal_return, seal_saml
from portee.access.viewer import Viewer, viewer_of
from portee.access.views.opening_pages import (
    example_page,
    leaving_page,
    refused_page,
    unknown_page,
)
from portee.kernel import clock
from portee.people.api import sign_out
from portee.protocols.saml import (
    Places,
    Status,
    UnreadableMessageError,
    certificate_body,
    describe,
    parameters_of,
)


@cache_control(public=True, max_age=3600)
@require_safe
def metadata(_request: HttpRequest) -> HttpResponse:
    """Where everything is, and by which certificate we are known."""
    _require_saml()
    places = Places(entity=our_name(), sign_in=_door("saml:sign_in"), sign_out=_door("saml:logout"))
    certificate = certificate_body(saml_key(at=clock.now()).certificate)
    said = describe(places, certificate=certificate)
    return HttpResponse(said, content_type="application/samlmetadata+xml")


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Check what a supplier asks; whoever is here is looked at on the next page.

    A form that another site sends brings no cookie of ours; the address it is led to is met with it.
    """
    _require_saml()
    at, door = clock.now(), _door("saml:sign_in")
    try:
        if request.method == "POST":
            asked = read_by_form(request.POST.dict(), door=door, at=at)
        else:
            asked = read_by_address(_parameters(request), door=door, at=at)
    except RequestRefusedError:
        return unknown_page(request)
    answer = redirect("saml:going_on", token=seal_saml(asked))
    answer.status_code = 303
    return answer


@never_cache
@require_safe
def going_on(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a supplier that asked who is here; whoever is not signed in signs in first."""
    _require_saml()
    try:
        asked, known, offer = _unsealed(token)
    except HandoverFailedError as failed:
        return unknown_page(request, said=str(failed))
    viewer = viewer_of(request)
    if asked.refusal:
        return _refused(request, offer, asked, Status(asked.refusal))
    if asked.stays_silent and (not viewer.is_known or viewer.example is not None):
        return _refused(request, offer, asked, Status.NO_PASSIVE)
    if not viewer.is_known:
        there = urlencode({"next": request.path})
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{there}")
    if viewer.example is not None:
        return example_page(request, supplier=known.supplier, viewer=viewer)
    return _let_in(request, viewer, known, offer, asked)


def _let_in(
    request: HttpRequest, viewer: Viewer, known: KnownProvider, offer: Offer, asked: SamlAsked
) -> HttpResponse:
    at = clock.now()
    entry = Entry(actor=viewer.actor, at=at, place=viewer.sites)
    try:
        handover = let_in(asked, known=known, offer=offer, entry=entry)
    except LaunchRefusedError as refused:
        if asked.stays_silent:
            return _refused(request, offer, asked, Status.NO_PASSIVE)
        return refused_page(request, offer=offer, viewer=viewer, decision=refused.decision)
    except ConsentMissingError as missing:
        if asked.stays_silent:
            return _refused(request, offer, asked, Status.NO_PASSIVE)
        stop = Return(known.supplier.code, request.path, missing.establishment_id)
        return redirect("access:sharing", token=seal_return(stop))
    except AnsweredAlreadyError:
        said = _("This request was answered already. Start again from the platform.")
        return unknown_page(request, said=said)
    return leaving_page(request, offer=offer, handover=handover)


@never_cache
@require_safe
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, at every supplier too; then back to the supplier that asked, where its sheet says so."""
    _require_saml()
    at = clock.now()
    account_id = viewer_of(request).actor.account_id
    try:
        leaving = read_leaving(
            _parameters(request), door=_door("saml:logout"), account_id=account_id, at=at
        )
    except RequestRefusedError:
        return unknown_page(request)
    sign_out(request=request, at=at)
    sheet = leaving.known.sheet
    if not sheet.logout_response:
        return render(request, "access/cas/signed_out.html")
    relay_state = leaving.relay_state
    return redirect(way_back(leaving.request, sheet=sheet, relay_state=relay_state, at=at))


def _refused(request: HttpRequest, offer: Offer, asked: SamlAsked, status: Status) -> HttpResponse:
    handover = refuse(asked, status, at=clock.now())
    return leaving_page(request, offer=offer, handover=handover)


def _unsealed(token: str) -> tuple[SamlAsked, KnownProvider, Offer]:
    """What was asked, by whom, for which offer. Raises `HandoverFailedError`."""
    asked = read_saml(token)
    known = find_provider(code=asked.supplier_code) if asked else None
    place = known.consumer(asked.consumer) if known and asked else None
    if asked is None or known is None or place is None:
        raise HandoverFailedError(_("This request is over. Start again from the platform."))
    service, address = place
    offer = offer_of(supplier_id=known.supplier.pk, code=service.offer, address=address)
    return asked, known, offer


def _parameters(request: HttpRequest) -> dict[str, str]:
    try:
        return parameters_of(request.META.get("QUERY_STRING", ""))
    except UnreadableMessageError as error:
        raise RequestRefusedError(str(error)) from error


def _door(name: str) -> str:
    return issuer() + reverse(name)


def _require_saml() -> None:
    if not is_available():
        raise Http404
