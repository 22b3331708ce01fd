"""What an OpenID Connect provider says, and what a client believes of another. No network, no database, no clock.

Source: OpenID Connect Core 1.0, Discovery 1.0, Back-Channel Logout 1.0; RFC 7636 (PKCE), RFC 7638 (thumbprints).
"""

from portee.protocols.oidc.description import LOGOUT_EVENT, Endpoints, describe
from portee.protocols.oidc.foreign_description import (
    DescriptionError,
    ForeignDescription,
    read_description,
    read_keys,
)
from portee.protocols.oidc.foreign_token import TokenError, read_id_token, read_signed
from portee.protocols.oidc.keys import SigningKey, draw_private_key, public_keys, read_private_key
from portee.protocols.oidc.pkce import challenge_of, is_challenge, proves
from portee.protocols.oidc.tokens import sign_token

__all__ = [
    "LOGOUT_EVENT",
    "DescriptionError",
    "Endpoints",
    "ForeignDescription",
    "SigningKey",
    "TokenError",
    "challenge_of",
    "describe",
    "draw_private_key",
    "is_challenge",
    "proves",
    "public_keys",
    "read_description",
    "read_id_token",
    "read_keys",
    "read_private_key",
    "read_signed",
    "sign_token",
]
