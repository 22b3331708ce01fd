"""Believes `X-Forwarded-*` only from the proxies an installation trusts."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Network = IPv4Network | IPv6Network

UNIX_SOCKET = "unix"
"""How the setting names the peer of a UNIX socket, which has no address."""

_FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


class TrustedProxyMiddleware:
    """Sets the client's address and scheme from a trusted proxy, then drops the headers that told them.

    Whatever reads the address afterwards (throttling, audit) reads `REMOTE_ADDR` and cannot be deceived by a
    header that anybody may send. Of `X-Forwarded-For` the last address that is not a trusted proxy counts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.trusted: tuple[Network | str, ...] = tuple(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Rewrite the request when a trusted proxy hands it over."""
        meta = request.META
        if self.trusted and is_trusted(meta.get("REMOTE_ADDR", ""), self.trusted):
            client = _client_of(meta.get("HTTP_X_FORWARDED_FOR", ""), self.trusted)
            if client:
                meta["REMOTE_ADDR"] = client
            if meta.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() in {"http", "https"}:
                meta["wsgi.url_scheme"] = meta["HTTP_X_FORWARDED_PROTO"].strip().lower()
        for name in _FORWARDED:
            meta.pop(name, None)
        return self.get_response(request)


def is_trusted(address: str, trusted: Sequence[Network | str]) -> bool:
    """Whether this peer is one of the proxies; the peer of a UNIX socket has an empty address."""
    if not address:
        return UNIX_SOCKET in trusted
    parsed = _parse(address)
    return parsed is not None and any(
        parsed in network for network in trusted if not isinstance(network, str)
    )


def _client_of(header: str, trusted: Sequence[Network | str]) -> str:
    for part in reversed(header.split(",")):
        address = _parse(part)
        if address is None:
            return ""
        if not is_trusted(str(address), trusted):
            return str(address)
    return ""


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
