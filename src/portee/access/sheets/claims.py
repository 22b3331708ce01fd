"""What the tokens of OpenID Connect say: made here alone, for what leaves in earnest and for the dry run."""

from datetime import datetime, timedelta
from typing import Any, Final

from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.link import written
from portee.access.sheets.schema import Oidc
from portee.protocols.oidc import LOGOUT_EVENT

TOKEN_LIFE: Final = timedelta(minutes=5)
"""How long a token is good."""


def personal_claims(sheet: Oidc, *, passenger: Passenger, at: datetime) -> dict[str, str]:
    """The subject, and what the sheet names and the passenger tells; an empty value is not told."""
    told = ((item.name, written(item, passenger=passenger, at=at)) for item in sheet.claims)
    said = {name: value for name, value in told if value}
    return {**said, "sub": passenger.value(Fact.IDENTIFIER)}


def id_claims(
    sheet: Oidc, *, issuer: str, passenger: Passenger, session: str, nonce: str, at: datetime
) -> dict[str, Any]:
    """An ID token; what the protocol fixes, no claim of a sheet takes the place of."""
    said = {
        **personal_claims(sheet, passenger=passenger, at=at),
        **_dated(issuer, sheet.client_id, at),
        "sid": session,
    }
    return {**said, "nonce": nonce} if nonce else said


def logout_claims(
    sheet: Oidc, *, issuer: str, subject: str, session: str, token_id: str, at: datetime
) -> dict[str, Any]:
    """A logout token, by its session alone without a subject (OpenID Connect Back-Channel Logout 1.0, § 2.4)."""
    return {
        **({"sub": subject} if subject else {}),
        **_dated(issuer, sheet.client_id, at),
        "jti": token_id,
        "sid": session,
        "events": {LOGOUT_EVENT: {}},
    }


def _dated(issuer: str, client_id: str, at: datetime) -> dict[str, Any]:
    return {
        "iss": issuer,
        "aud": client_id,
        "iat": int(at.timestamp()),
        "exp": int((at + TOKEN_LIFE).timestamp()),
    }
