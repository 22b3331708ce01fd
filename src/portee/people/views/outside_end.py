"""Ending the session that somebody still has at the provider by which she signed in."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from portee.people.provider_address import sign_out_address
from portee.people.views.outside_claim import END_KEY


@dataclass(frozen=True, slots=True)
class ProviderEnd:
    """The provider by its name, and the address that ends its session (OpenID Connect RP-Initiated Logout 1.0)."""

    name: str
    url: str


def provider_end(request: HttpRequest) -> ProviderEnd | None:
    """How to sign out there too; None for whoever signed in another way. To be read before the session ends."""
    said = request.session.get(END_KEY)
    if not said:
        return None
    query = urlencode(
        {
            "id_token_hint": said["hint"],
            "post_logout_redirect_uri": sign_out_address(),
            "state": secrets.token_urlsafe(16),
        }
    )
    joint = "&" if "?" in said["url"] else "?"
    return ProviderEnd(said["name"], f"{said['url']}{joint}{query}")
