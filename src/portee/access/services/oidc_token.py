"""Codes and tokens of OpenID Connect: a code is a ticket like another, taken once, by its own client."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings

from portee.access.models import Supplier, SupplierSession, Ticket
from portee.access.opening import Opening
from portee.access.queries.oidc_client import KnownClient
from portee.access.queries.sharing import Sharing, facts_asked, passenger_for, sharing_of
from portee.access.services.signing_key import published_keys
from portee.access.services.supplier_identifier import identifier_for
from portee.access.services.supplier_secret import shared_secret
from portee.access.services.ticket import find_lasting_ticket, keep_ticket, take_ticket
from portee.access.sheets.claims import TOKEN_LIFE, id_claims, logout_claims, personal_claims
from portee.access.sheets.fact import Passenger
from portee.access.sheets.schema import Oidc
from portee.protocols.oidc import proves, sign_token

CODE: Final = "CODE"
ACCESS: Final = "ACCESS"
CODE_LIFE: Final = timedelta(seconds=30)


class CodeRefusedError(Exception):
    """The client gets no token; `error` is the word of RFC 6749, § 5.2."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a client brings."""

    code: str = field(repr=False)
    redirect_uri: str
    verifier: str = field(repr=False)


def issue_code(
    opening: Opening,
    *,
    known: KnownClient,
    redirect_uri: str,
    challenge: str,
    nonce: str,
    at: datetime,
) -> str:
    """A code for the client, once somebody who has an account was let in."""
    assert opening.account_id is not None, "only people who signed in come this far"  # noqa: S101
    text = secrets.token_urlsafe(32)
    keep_ticket(
        text,
        kind=CODE,
        supplier=known.supplier,
        service=redirect_uri,
        account_id=opening.account_id,
        launch_id=opening.launch_id,
        at=at,
        life=CODE_LIFE,
        data={"challenge": challenge, "nonce": nonce},
    )
    return text


def is_client(known: KnownClient, secret: str) -> bool:
    """Whether the machine proves to be that client; one that keeps no secret proves nothing but its code."""
    if known.sheet.is_public:
        return secret == ""
    kept = shared_secret(known.supplier)
    return bool(kept) and hmac.compare_digest(kept.encode(), secret.encode())


def exchange_code(asked: Exchange, *, known: KnownClient, at: datetime) -> dict[str, Any]:
    """The tokens. Raises `CodeRefusedError`; whatever is wrong, the code is used up."""
    ticket = take_ticket(asked.code, at=at) if asked.code else None
    if (
        ticket is None
        or ticket.kind != CODE
        or ticket.supplier_id != known.supplier.pk
        or ticket.service != asked.redirect_uri
        or not proves(asked.verifier, challenge=ticket.data["challenge"])
    ):
        raise CodeRefusedError("invalid_grant")
    session = secrets.token_urlsafe(16)
    access = secrets.token_urlsafe(32)
    keep_ticket(
        access,
        kind=ACCESS,
        supplier=known.supplier,
        service=asked.redirect_uri,
        account_id=ticket.account_id,
        launch_id=ticket.launch_id,
        at=at,
        life=TOKEN_LIFE,
    )
    if known.sheet.back_channel_logout:
        SupplierSession.objects.create(
            supplier=known.supplier,
            account_id=ticket.account_id,
            reference=session,
            end_at=known.sheet.back_channel_logout,
            opened_at=at,
        )
    claims = id_claims(
        known.sheet,
        issuer=issuer(),
        passenger=_passenger(ticket, known=known, at=at),
        session=session,
        nonce=ticket.data["nonce"],
        at=at,
    )
    return {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LIFE.total_seconds()),
        "scope": "openid",
        "id_token": sign_token(claims, key=published_keys(at=at)[0]),
    }


def find_access(text: str, *, at: datetime) -> Ticket | None:
    """What an access token opens: who it is, for its supplier, for minutes."""
    return find_lasting_ticket(text, kind=ACCESS, at=at)


def claims_of(ticket: Ticket, *, known: KnownClient, at: datetime) -> dict[str, str]:
    """The subject, and what the sheet names and the person agrees to at this very moment."""
    passenger = _passenger(ticket, known=known, at=at)
    return personal_claims(known.sheet, passenger=passenger, at=at)


def _passenger(ticket: Ticket, *, known: KnownClient, at: datetime) -> Passenger:
    sheet, supplier = known.sheet, known.supplier
    sharing = sharing_of(account_id=ticket.account_id, supplier=supplier, sheet=sheet)
    return passenger_for(
        account_id=ticket.account_id,
        identifier=identifier_for(account_id=ticket.account_id, supplier=supplier, at=at),
        establishment_id=ticket.launch.establishment_id if ticket.launch else None,
        facts=facts_asked(sheet) if sharing is Sharing.GIVEN else (),
    )


def logout_token(row: SupplierSession, *, sheet: Oidc, at: datetime) -> str:
    """What tells a client that a session is over."""
    supplier: Supplier = row.supplier
    subject = ""
    # Whoever is erased has no name there any more: the session has its own.
    if row.account_id is not None:
        subject = identifier_for(account_id=row.account_id, supplier=supplier, at=at)
    said = logout_claims(
        sheet,
        issuer=issuer(),
        subject=subject,
        session=row.reference,
        token_id=secrets.token_urlsafe(16),
        at=at,
    )
    return sign_token(said, key=published_keys(at=at)[0], kind="logout+jwt")


def issuer() -> str:
    """The name of this provider: the address of the site."""
    return str(settings.BASE_URL).rstrip("/")
