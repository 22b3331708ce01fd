"""Signing in by an identity provider: the way there, and the way back."""

import hmac
from typing import Final

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portee.kernel import clock
from portee.kernel.outbound import Client, OutboundError
from portee.people.adapters.guarded_directory import Misanswered
from portee.people.card_words import Refusal
from portee.people.models import IdentityProvider
from portee.people.outside_ticket import (
    LASTS,
    Journey,
    Ticket,
    draw_errand,
    read_journey,
    write_journey,
)
from portee.people.outside_words import came_too_late, refusal_of
from portee.people.ports import Outcome
from portee.people.provider_address import return_address
from portee.people.queries.identity_provider import offered_provider
from portee.people.services.identity_provider import open_provider
from portee.people.views.outside_claim import let_in_or_ask
from portee.people.views.registration import private

LONGEST_VALUE: Final = 4096


@private
@require_GET
def outside_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the browser to the provider, with a sealed cookie that its coming back must match."""
    provider = _offered(pk)
    journey = Journey(
        provider_id=provider.pk,
        errand=draw_errand(return_address(provider.pk)),
        onwards=get_next_redirect_url(request) or "",
        started_at=clock.now(),
    )
    try:
        place = open_provider(provider, client=Client()).begin(journey.errand)
    except (OutboundError, Misanswered):
        return _refused(request, refusal_of(Outcome.UNKNOWN, name=provider.name), provider)
    response = HttpResponse(status=303, headers={"Location": place})
    response.set_cookie(
        settings.JOURNEY_COOKIE_NAME,
        write_journey(journey),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@private
@require_GET
def outside_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Let in whoever comes back from where this browser was sent, and from nowhere else, once."""
    provider = _offered(pk)
    at = clock.now()
    journey = read_journey(request.COOKIES.get(settings.JOURNEY_COOKIE_NAME, ""), at=at)
    if journey is None or not _is_its_return(request, provider, journey):
        return _refused(request, came_too_late(), provider)
    said = {name: str(value)[:LONGEST_VALUE] for name, value in request.GET.items()}
    try:
        answer = open_provider(provider, client=Client()).finish(journey.errand, said, at=at)
    except Misanswered:
        return _refused(request, refusal_of(Outcome.UNKNOWN, name=provider.name), provider)
    if answer.facts is None:
        response = _refused(request, refusal_of(answer.outcome, name=provider.name), provider)
    else:
        ticket = Ticket(provider.pk, answer.facts, at)
        response = let_in_or_ask(request, ticket, onwards=journey.onwards)
    response.delete_cookie(settings.JOURNEY_COOKIE_NAME, samesite="Lax")
    return response


def _is_its_return(request: HttpRequest, provider: IdentityProvider, journey: Journey) -> bool:
    """Whether this is the end of that journey, for the first time."""
    state = request.GET.get("state", "")
    if journey.provider_id != provider.pk or not hmac.compare_digest(
        state.encode(), journey.errand.state.encode()
    ):
        return False
    return bool(cache.add(f"people.outside.{state}", 1, LASTS.total_seconds()))


def _offered(pk: int) -> IdentityProvider:
    provider = offered_provider(pk)
    if provider is None:
        raise Http404
    return provider


def _refused(request: HttpRequest, refusal: Refusal, provider: IdentityProvider) -> HttpResponse:
    """Say why nobody is let in; a session that is open goes on."""
    context = {"refusal": refusal, "provider": provider}
    status = 200 if refusal.kind == "info" else 502
    return render(request, "people/outside_identity/refused.html", context, status=status)
