"""The OpenID Connect provider, as browsers see it: coming in, going out. What machines ask is in oidc_machine.py."""

from collections.abc import Callable
from functools import partial

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
from portee.access.sheets.address import with_parameters
from portee.access.stopover import Return, seal_return
from portee.access.viewer import Viewer, viewer_of
from portee.access.views.cas import AFTER_PAGE
from portee.access.views.opening_pages import (
    example_page,
    leaving_page,
    refused_page,
    unknown_page,
)
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
        return unknown_page(request)
    error = _error_of(asked)
    if error:
        return _lead_back(asked, error=error)
    viewer = viewer_of(request)
    if not viewer.is_known:
        there = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _here(asked)})}"
        return _shown(asked, lambda: redirect(there), error="login_required")
    if viewer.example is not None:
        page = partial(example_page, request, supplier=known.supplier, viewer=viewer)
        return _shown(asked, page, error="interaction_required")
    service, address = place
    try:
        offer = offer_of(supplier_id=known.supplier.pk, code=service.offer, address=address)
    except HandoverFailedError as failed:
        page = partial(unknown_page, request, said=str(failed))
        return _shown(asked, page, error="interaction_required")
    return _let_in(request, viewer, known, offer, asked)


def _let_in(
    request: HttpRequest, viewer: Viewer, known: KnownClient, offer: Offer, asked: dict[str, str]
) -> HttpResponse:
    at = clock.now()
    try:
        entry = Entry(actor=viewer.actor, at=at, place=viewer.sites)
        opening = admit(offer=offer, sheet=known.sheet, entry=entry)
    except LaunchRefusedError as refused:
        page = partial(refused_page, request, offer=offer, viewer=viewer, decision=refused.decision)
        return _shown(asked, page, error="access_denied")
    except ConsentMissingError as missing:
        stop = Return(known.supplier.code, _here(asked), missing.establishment_id)
        question = partial(redirect, "access:sharing", token=seal_return(stop))
        return _shown(asked, question, error="consent_required")
    code = issue_code(
        opening,
        known=known,
        redirect_uri=asked["redirect_uri"],
        challenge=asked["code_challenge"],
        nonce=asked["nonce"],
        at=at,
    )
    if AFTER_PAGE in request.GET and not _is_silent(asked):
        there = _way_back(asked, code=code)
        return leaving_page(request, offer=offer, handover=Handover("redirect", there))
    return _lead_back(asked, code=code)


@never_cache
@require_safe
def end_session(request: HttpRequest) -> HttpResponse:
    """End the session, at every supplier too; then back to the client that asked, where its sheet says so."""
    sign_out(request=request, at=clock.now())
    there = request.GET.get("post_logout_redirect_uri", "")
    known = find_client(request.GET.get("client_id", ""))
    if known is not None and known.leads_back_to(there):
        state = request.GET.get("state", "")
        return redirect(with_parameters(there, {"state": state} if state else {}))
    return render(request, "access/cas/signed_out.html")


def _error_of(asked: dict[str, str]) -> str:
    """What is wrong with a request that may be answered, in the word of the protocol."""
    if asked["response_type"] != "code":
        return "unsupported_response_type"
    if _is_silent(asked) and asked["prompt"].split() != ["none"]:
        return "invalid_request"
    if "openid" not in asked["scope"].split():
        return "invalid_scope"
    if not is_challenge(asked["code_challenge"], method=asked["code_challenge_method"]):
        return "invalid_request"
    return ""


def _shown(asked: dict[str, str], page: Callable[[], HttpResponse], *, error: str) -> HttpResponse:
    """What somebody must see or, for a client that wants nothing shown, why (OpenID Connect Core 1.0, § 3.1.2.6)."""
    return _lead_back(asked, error=error) if _is_silent(asked) else page()


def _is_silent(asked: dict[str, str]) -> bool:
    """Whether the client wants an answer without any page being shown."""
    return "none" in asked["prompt"].split()


def _lead_back(asked: dict[str, str], **said: str) -> HttpResponse:
    return redirect(_way_back(asked, **said))


def _way_back(asked: dict[str, str], **said: str) -> str:
    told = {**said, "iss": issuer(), "state": asked["state"]}
    kept = {name: value for name, value in told.items() if value}
    return with_parameters(asked["redirect_uri"], kept)


def _here(asked: dict[str, str]) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"{reverse('oidc:authorize')}?{urlencode({**said, AFTER_PAGE: '1'})}"
