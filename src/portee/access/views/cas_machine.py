"""The CAS server, as machines of suppliers see it: whose ticket is this, and one for another supplier, please."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portee.access.services.cas_proxy import give_proxy_ticket
from portee.access.services.cas_validation import (
    Identity,
    TicketRefusedError,
    Validation,
    validate_ticket,
)
from portee.kernel import clock
from portee.kernel.outbound import Client
from portee.protocols.cas import (
    FailureCode,
    failure,
    plain_answer,
    proxy_failure,
    proxy_success,
    success,
)

SAID: Final = {
    FailureCode.INVALID_REQUEST: "A parameter is missing.",
    FailureCode.INVALID_TICKET_SPEC: "This kind of ticket is not taken here.",
    FailureCode.UNAUTHORIZED_SERVICE_PROXY: "This service takes no proxy from there.",
    FailureCode.UNAUTHORIZED_SERVICE: "This service may not ask in this way.",
    FailureCode.INVALID_PROXY_CALLBACK: "This callback is not known.",
    FailureCode.INVALID_TICKET: "This ticket is unknown, used, or over.",
    FailureCode.INVALID_SERVICE: "This ticket is not for this service.",
    FailureCode.INTERNAL_ERROR: "Not for now.",
}
"""For the programmers of suppliers, whom the protocol has always told in English; never shown to readers."""


@never_cache
@require_safe
def validate(request: HttpRequest) -> HttpResponse:
    """CAS 1: `yes` and who, or `no`."""
    try:
        identity = _ask(request, version=1)
    except TicketRefusedError:
        return HttpResponse(plain_answer(None), content_type="text/plain; charset=utf-8")
    said = plain_answer(identity.identifier)
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


class ValidationConverter:
    """The addresses of CAS 2 and 3, by the names that the protocol fixes: which version asks, and whether by proxy."""

    regex = "serviceValidate|proxyValidate|p3/serviceValidate|p3/proxyValidate"

    def to_python(self, value: str) -> tuple[int, bool]:
        """The version, and whether tickets of proxies are taken."""
        return (3 if value.startswith("p3/") else 2), value.endswith("proxyValidate")

    def to_url(self, value: str) -> str:
        """The name itself."""
        return value


@never_cache
@require_safe
def validating(request: HttpRequest, asked: tuple[int, bool]) -> HttpResponse:
    """CAS 2 and 3: who it is, in XML, or why not."""
    version, takes_proxies = asked
    try:
        identity = _ask(request, version=version, takes_proxies=takes_proxies)
    except TicketRefusedError as refused:
        return _xml(failure(refused.code, SAID[refused.code]))
    return _xml(
        success(
            identity.identifier,
            attributes=identity.attributes,
            pgt_iou=identity.pgt_iou,
            proxies=identity.proxies,
        )
    )


@never_cache
@require_safe
def proxy(request: HttpRequest) -> HttpResponse:
    """A ticket for another supplier, in the name of the reader."""
    try:
        ticket = give_proxy_ticket(
            granting=request.GET.get("pgt", ""),
            target=request.GET.get("targetService", ""),
            at=clock.now(),
        )
    except TicketRefusedError as refused:
        return _xml(proxy_failure(refused.code, SAID[refused.code]))
    return _xml(proxy_success(ticket))


def _ask(request: HttpRequest, *, version: int, takes_proxies: bool = False) -> Identity:
    asked = Validation(
        service=request.GET.get("service", ""),
        ticket=request.GET.get("ticket", ""),
        version=version,
        takes_proxies=takes_proxies,
        renew="renew" in request.GET,
        callback=request.GET.get("pgtUrl", ""),
    )
    return validate_ticket(asked, at=clock.now(), client=Client())


def _xml(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
