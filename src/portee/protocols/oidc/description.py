"""The provider's description of itself. Source: OpenID Connect Discovery 1.0, § 3."""

from dataclasses import dataclass
from typing import Any, Final

LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where everything is, in whole addresses."""

    authorization: str
    token: str
    userinfo: str
    keys: str
    end_session: str


def describe(*, issuer: str, endpoints: Endpoints) -> dict[str, Any]:
    """The document; it says nothing of any client."""
    return {
        "issuer": issuer,
        "authorization_endpoint": endpoints.authorization,
        "token_endpoint": endpoints.token,
        "userinfo_endpoint": endpoints.userinfo,
        "jwks_uri": endpoints.keys,
        "end_session_endpoint": endpoints.end_session,
        "scopes_supported": ["openid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
            "none",
        ],
        "code_challenge_methods_supported": ["S256"],
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "authorization_response_iss_parameter_supported": True,
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }
