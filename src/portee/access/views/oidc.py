"""The OpenID Connect provider, as browsers see it: coming in, going out. What machines ask is in oidc_machine.py."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portee.access.errors import ConsentMissingError, HandoverFailedError, LaunchRefusedError
from portee.access.models import Offer
from portee.access.queries.oidc_client import KnownClient, find_client
from portee.access.services.admission import Entry, admit, offer_of
from portee.access.services.handover import Handover
from portee.access.services.oidc_token import issue_code, issuer
from portee.access.stopover import Return, seal_return
from portee.access.viewer import viewer_of
from portee.access.views.cas import AFTER_PAGE
from portee.access.views.opening_pages import failed_page, leaving_page, refused_page
from portee.kernel import clock
from portee.people.api import sign_out
from portee.protocols.oidc import is_challenge

KEPT = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
)
LONGEST = 1_000


@never_cache
@require_safe
def authorize(request: HttpRequest) -> HttpResponse:
    """Give a client a code that says who is here; whoever is not signed in signs in first."""
    asked = {name: request.GET.get(name, "") for name in KEPT}
    known = find_client(asked["client_id"])
    place = known.redirect(asked["redirect_uri"]) if known else None
    if known is None or place is None or any(len(said) > LONGEST for said in asked.values()):
        return _unknown(request)
    error = _error_of(asked)
    if error:
        return _lead_back(request, None, asked, error=error)
    if request.actor.account_id is None:  # type: ignore[attr-defined]
        if "none" in asked["prompt"].split():
            return _lead_back(request, None, asked, error="login_required")
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _here(asked)})}")
    service, address = place
    try:
        offer = offer_of(supplier_id=known.supplier.pk, code=service.offer, address=address)
    except HandoverFailedError as failed:
        return _unknown(request, said=str(failed))
    return _let_in(request, known, offer, asked)


def _let_in(
    request: HttpRequest, known: KnownClient, offer: Offer, asked: dict[str, str]
) -> HttpResponse:
    viewer = viewer_of(request)
    at = clock.now()
    try:
        entry = Entry(actor=viewer.actor, at=at, place=viewer.sites)
        opening = admit(offer=offer, sheet=known.sheet, entry=entry)
    except LaunchRefusedError as refused:
        return refused_page(request, offer=offer, viewer=viewer, decision=refused.decision)
    except ConsentMissingError as missing:
        stop = Return(known.supplier.code, _here(asked), missing.establishment_id)
        return redirect("access:sharing", token=seal_return(stop))
    except HandoverFailedError as failed:
        return failed_page(request, offer=offer, said=str(failed))
    code = issue_code(
        opening,
        known=known,
        redirect_uri=asked["redirect_uri"],
        challenge=asked["code_challenge"],
        nonce=asked["nonce"],
        at=at,
    )
    return _lead_back(request, offer, asked, code=code)


@never_cache
@require_safe
def end_session(request: HttpRequest) -> HttpResponse:
    """End the session, at every supplier too; then back to the client that asked, where its sheet says so."""
    sign_out(request=request, at=clock.now())
    there = request.GET.get("post_logout_redirect_uri", "")
    known = find_client(request.GET.get("client_id", ""))
    if known is not None and known.leads_back_to(there):
        state = request.GET.get("state", "")
        return redirect(f"{there}?{urlencode({'state': state})}" if state else there)
    return render(request, "access/cas/signed_out.html")


def _error_of(asked: dict[str, str]) -> str:
    """What is wrong with a request that may be answered, in the word of the protocol."""
    if asked["response_type"] != "code":
        return "unsupported_response_type"
    if "openid" not in asked["scope"].split():
        return "invalid_scope"
    if not is_challenge(asked["code_challenge"], method=asked["code_challenge_method"]):
        return "invalid_request"
    return ""


def _lead_back(
    request: HttpRequest, offer: Offer | None, asked: dict[str, str], **said: str
) -> HttpResponse:
    told = {**said, "iss": issuer()}
    if asked["state"]:
        told["state"] = asked["state"]
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    there = f"{asked['redirect_uri']}{joint}{urlencode(told)}"
    if offer is not None and AFTER_PAGE in request.GET:
        return leaving_page(request, offer=offer, handover=Handover("redirect", there))
    return redirect(there)


def _here(asked: dict[str, str]) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"{reverse('oidc:authorize')}?{urlencode({**said, AFTER_PAGE: '1'})}"


def _unknown(request: HttpRequest, said: str = "") -> HttpResponse:
    return render(request, "access/cas/unknown.html", {"said": said}, status=HTTPStatus.FORBIDDEN)
