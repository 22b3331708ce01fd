"""How often something may be asked from one address, or for one mailbox: allauth's limits, named in the settings."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse


def too_often(request: HttpRequest, action: str, *, key: str = "") -> HttpResponse | None:
    """The page that says to come back later, when the limit of the action is reached; None while it is not.

    Actions are those of the setting ACCOUNT_RATE_LIMITS; `key` is what is counted beside the address, kept scrambled.
    """
    # By GET too: the codes of printed sheets stand in addresses.
    if ratelimit.consume(
        request, app="allauth.account", action=action, key=key or None, limit_get=True
    ):
        return None
    refused: HttpResponse = ratelimit.respond_429(request)
    return refused
