"""What an OpenID Connect provider says: keys, signed tokens, its own description. No network, no database, no clock.

Source: OpenID Connect Core 1.0, Discovery 1.0, Back-Channel Logout 1.0; RFC 7636 (PKCE), RFC 7638 (thumbprints).
"""

from portee.protocols.oidc.description import LOGOUT_EVENT, Endpoints, describe
from portee.protocols.oidc.keys import SigningKey, draw_private_key, public_keys, read_private_key
from portee.protocols.oidc.pkce import is_challenge, proves
from portee.protocols.oidc.tokens import sign_token

__all__ = [
    "LOGOUT_EVENT",
    "Endpoints",
    "SigningKey",
    "describe",
    "draw_private_key",
    "is_challenge",
    "proves",
    "public_keys",
    "read_private_key",
    "sign_token",
]
