"""The OpenID Connect provider, as machines of suppliers see it: its description, its keys, tokens for codes."""

import base64
import binascii
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portee.access.queries.oidc_client import find_client
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.oidc_token import (
    CodeRefusedError,
    Exchange,
    claims_of,
    exchange_code,
    find_access,
    is_client,
    issuer,
)
from portee.access.services.signing_key import published_keys
from portee.access.sheets.schema import Oidc
from portee.kernel import clock
from portee.protocols.oidc import Endpoints, describe, public_keys


@cache_control(public=True, max_age=3600)
@require_safe
def description(_request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    base = issuer()
    endpoints = Endpoints(
        authorization=base + reverse("oidc:authorize"),
        token=base + reverse("oidc:token"),
        userinfo=base + reverse("oidc:userinfo"),
        keys=base + reverse("oidc:keys"),
        end_session=base + reverse("oidc:end_session"),
    )
    return JsonResponse(describe(issuer=base, endpoints=endpoints))


@cache_control(public=True, max_age=3600)
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys, those to come and those just gone included."""
    return JsonResponse(public_keys(published_keys(at=clock.now())))


@never_cache
@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Tokens for a code. No cookie is read: the client proves itself by its secret and its verifier."""
    client_id, secret = _credentials(request)
    known = find_client(client_id)
    if known is None or not is_client(known, secret):
        answer = JsonResponse({"error": "invalid_client"}, status=401)
        answer.headers["WWW-Authenticate"] = "Basic"
        return answer
    if request.POST.get("grant_type") != "authorization_code":
        return JsonResponse({"error": "unsupported_grant_type"}, status=400)
    asked = Exchange(
        code=request.POST.get("code", ""),
        redirect_uri=request.POST.get("redirect_uri", ""),
        verifier=request.POST.get("code_verifier", ""),
    )
    try:
        return JsonResponse(exchange_code(asked, known=known, at=clock.now()))
    except CodeRefusedError as refused:
        return JsonResponse({"error": refused.error}, status=400)


@never_cache
@require_safe
def userinfo(request: HttpRequest) -> HttpResponse:
    """What the token of a client tells, once more, as long as it lives and the person agrees."""
    said = request.headers.get("Authorization", "")
    at = clock.now()
    ticket = find_access(said[7:], at=at) if said[:7].lower() == "bearer " else None
    sheet = sheet_of(ticket.supplier) if ticket else None
    known = find_client(sheet.client_id) if isinstance(sheet, Oidc) else None
    if ticket is None or known is None:
        answer = JsonResponse({"error": "invalid_token"}, status=401)
        answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return answer
    return JsonResponse(claims_of(ticket, known=known, at=at))


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """Who the client says it is, with its secret: in the header or, for want of one, in the form."""
    said = request.headers.get("Authorization", "")
    if said[:6].lower() != "basic ":
        return request.POST.get("client_id", ""), request.POST.get("client_secret", "")
    try:
        pair = base64.b64decode(said[6:], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    name, _colon, secret = pair.partition(":")
    return unquote_plus(name), unquote_plus(secret)
