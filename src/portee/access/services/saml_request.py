"""Requests of SAML, held against the sheet of whoever asks: what is not known, not fresh or not signed is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote_plus

from portee.access.adapters.xml_signature import (
    is_signed_request,
    read_logout_request,
    read_sign_in_request,
)
from portee.access.models import SupplierIdentifier
from portee.access.queries.saml_client import KnownProvider, find_provider
from portee.access.stopover import SamlAsked
from portee.protocols.saml import (
    PASSWORD,
    PERSISTENT,
    POST,
    UNSPECIFIED,
    LogoutRequest,
    SignInRequest,
    Status,
    UnreadableMessageError,
    certificate_key,
    is_signed,
    read_address_message,
    read_form_message,
)

FRESH: Final = timedelta(minutes=5)
"""How old a request may be, clocks that differ included."""

AHEAD: Final = timedelta(minutes=2)
"""How far a supplier's clock may be before ours."""

LONGEST: Final = 1_000
"""Characters of what a supplier wants back, and of the name of its request."""


class RequestRefusedError(Exception):
    """Whoever asks is told nothing, and nobody is led anywhere."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A supplier that sent somebody here to sign out: who it is, and what it brought."""

    known: KnownProvider
    request: LogoutRequest
    relay_state: str


def read_by_form(form: Mapping[str, str], *, door: str, at: datetime) -> SamlAsked:
    """What was asked by a form. `door` is the address it was sent to. Raises `RequestRefusedError`."""
    try:
        xml = read_form_message(form.get("SAMLRequest", ""))
        request = read_sign_in_request(xml)
        known = _known(request, door=door, at=at)
        if known.sheet.certificates and not is_signed_request(
            xml, certificates=known.sheet.certificates
        ):
            raise RequestRefusedError("signature")
    except UnreadableMessageError as error:
        raise RequestRefusedError(str(error)) from error
    return _asked(known, request, relay_state=form.get("RelayState", ""))


def read_by_address(said: Mapping[str, str], *, door: str, at: datetime) -> SamlAsked:
    """What was asked by the parameters of an address, as they were written. Raises `RequestRefusedError`."""
    try:
        request = read_sign_in_request(_message(said))
    except UnreadableMessageError as error:
        raise RequestRefusedError(str(error)) from error
    known = _known(request, door=door, at=at)
    _refuse_unsigned(known, said)
    return _asked(known, request, relay_state=_relay_state(said))


def read_leaving(
    said: Mapping[str, str], *, door: str, account_id: int | None, at: datetime
) -> Leaving:
    """What was asked by somebody's browser that a supplier sent to sign out. Raises `RequestRefusedError`.

    A request about somebody else than who is here was made for another browser.
    """
    try:
        request = read_logout_request(_message(said))
    except UnreadableMessageError as error:
        raise RequestRefusedError(str(error)) from error
    known = _known(request, door=door, at=at)
    _refuse_unsigned(known, said)
    if request.until is not None and at >= request.until:
        raise RequestRefusedError("over")
    if account_id is not None and not _is_named(account_id, request.subject, known):
        raise RequestRefusedError("subject")
    return Leaving(known, request, _relay_state(said))


def _is_named(account_id: int, subject: str, known: KnownProvider) -> bool:
    """Whether the supplier knows that person by that name."""
    return SupplierIdentifier.objects.filter(
        account_id=account_id, supplier=known.supplier, value=subject
    ).exists()


def _message(said: Mapping[str, str]) -> str:
    return read_address_message(unquote_plus(said.get("SAMLRequest", "")))


def _relay_state(said: Mapping[str, str]) -> str:
    return unquote_plus(said.get("RelayState", ""))


def _refuse_unsigned(known: KnownProvider, said: Mapping[str, str]) -> None:
    keys = [certificate_key(one) for one in known.sheet.certificates]
    if keys and not is_signed(said, keys=keys):
        raise RequestRefusedError("signature")


def _known(request: SignInRequest | LogoutRequest, *, door: str, at: datetime) -> KnownProvider:
    """Who asks; a request that is signed says whom it was made for (bindings, § 3.4.5.2)."""
    known = find_provider(entity_id=request.issuer)
    if known is None or len(request.request_id) > LONGEST:
        raise RequestRefusedError("issuer")
    if request.destination != door and (request.destination or known.sheet.certificates):
        raise RequestRefusedError("destination")
    if not at - FRESH <= request.issued_at <= at + AHEAD:
        raise RequestRefusedError("moment")
    return known


def _asked(known: KnownProvider, request: SignInRequest, *, relay_state: str) -> SamlAsked:
    place = known.consumer(request.consumer, place=request.consumer_place)
    if place is None or len(relay_state) > LONGEST:
        raise RequestRefusedError("consumer")
    return SamlAsked(
        supplier_code=known.supplier.code,
        request_id=request.request_id,
        consumer=place[0].address,
        relay_state=relay_state,
        refusal=_refusal(request),
        stays_silent=request.is_passive,
    )


def _refusal(request: SignInRequest) -> str:
    """What we do not do, in the word of the protocol: ask for a password twice, name by anything but the identifier."""
    if request.binding not in {"", POST} or request.asks_again:
        return Status.UNSUPPORTED
    if request.name_format not in {"", PERSISTENT, UNSPECIFIED}:
        return Status.INVALID_NAME_POLICY
    if request.contexts and PASSWORD not in request.contexts:
        return Status.NO_CONTEXT
    return ""
