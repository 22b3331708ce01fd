"""Tokens that another provider signed: believed when everything about them is right, refused by a code when not.

Source: OpenID Connect Core 1.0, § 3.1.3.7 and 5.3.2; RFC 8725 (the algorithm is ours to choose, never the token's).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
"""Signatures by a key that the provider alone has: neither none, nor those made with the secret that we share."""
LEEWAY: Final = timedelta(seconds=60)
OLDEST: Final = timedelta(minutes=10)
FEWEST_BITS: Final = 2048
LONGEST: Final = 20_000
_FAMILIES: Final = {"R": "RSA", "P": "RSA", "E": "EC"}


class TokenError(ValueError):
    """The token is not believed; `reason` is a stable code: form, algorithm, key, signature, issuer, audience…"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_id_token(
    token: str,
    *,
    keys: Sequence[Mapping[str, Any]],
    issuer: str,
    client_id: str,
    nonce: str,
    at: datetime,
) -> dict[str, Any]:
    """What the provider says of whoever has just signed in there, for us and for this very request.

    Raises TokenError.
    """
    claims = read_signed(token, keys=keys, issuer=issuer, client_id=client_id)
    expires, issued = _moment(claims, "exp"), _moment(claims, "iat")
    if expires + LEEWAY < at:
        raise TokenError("expired")
    if not at - OLDEST - LEEWAY <= issued <= at + LEEWAY:
        raise TokenError("clock")
    if not nonce or claims.get("nonce") != nonce:
        raise TokenError("nonce")
    return claims


def read_signed(
    token: str, *, keys: Sequence[Mapping[str, Any]], issuer: str, client_id: str
) -> dict[str, Any]:
    """What a token says, its signature, its issuer and its audience being right. Raises TokenError."""
    if not isinstance(token, str) or not 0 < len(token) <= LONGEST:
        raise TokenError("form")
    claims = _verified(token, keys)
    if claims.get("iss") != issuer:
        raise TokenError("issuer")
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    # One that is meant for others as well must say that it was asked for by us.
    if (
        client_id not in named
        or claims.get("azp", client_id if len(named) == 1 else "") != client_id
    ):
        raise TokenError("audience")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise TokenError("subject")
    return claims


def _verified(token: str, keys: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise TokenError("form") from None
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise TokenError("algorithm")
    key = _key_for(header, algorithm, keys)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            options={
                "verify_aud": False,
                "verify_iss": False,
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
                "verify_sub": False,
                "verify_jti": False,
            },
        )
    except jwt.InvalidSignatureError:
        raise TokenError("signature") from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise TokenError("form") from None
    return claims


def _key_for(header: Mapping[str, Any], algorithm: str, keys: Sequence[Mapping[str, Any]]) -> Any:
    """The key that the token names, or the only one that can have signed it when it names none."""
    fit = [
        key
        for key in keys
        if key.get("kty") == _FAMILIES[algorithm[0]]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and header.get("kid") in (None, key.get("kid"))
    ]
    if len(fit) != 1:
        raise TokenError("key")
    try:
        key = jwt.PyJWK(dict(fit[0]), algorithm=algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        raise TokenError("key") from None
    if isinstance(key, RSAPublicKey) and key.key_size < FEWEST_BITS:
        raise TokenError("key")
    return key


def _moment(claims: Mapping[str, Any], name: str) -> datetime:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenError("clock")
    try:
        return datetime.fromtimestamp(value, tz=UTC)
    except (OverflowError, ValueError, OSError):
        raise TokenError("clock") from None
