"""Signed tokens."""

from collections.abc import Mapping
from typing import Any

import jwt

from portee.protocols.oidc.keys import SigningKey


def sign_token(claims: Mapping[str, Any], *, key: SigningKey, kind: str = "JWT") -> str:
    """The token. `kind` is its `typ`: `logout+jwt` for one that ends a session, so that none passes for another."""
    headers = {"kid": key.kid, "typ": kind}
    return jwt.encode(dict(claims), key.private, algorithm="RS256", headers=headers)
