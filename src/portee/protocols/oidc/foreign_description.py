"""The description of another provider, believed only as far as its own hosts. Source: Discovery 1.0, § 3 and 4.3."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

PATH: Final = "/.well-known/openid-configuration"
_NEEDED: Final = {
    "authorization": "authorization_endpoint",
    "token": "token_endpoint",
    "keys": "jwks_uri",
}
_OPTIONAL: Final = {"userinfo": "userinfo_endpoint", "end_session": "end_session_endpoint"}


class DescriptionError(ValueError):
    """The description cannot be used; `reason` is a stable code, `detail` the host or the field at fault."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class ForeignDescription:
    """Where another provider does what, in whole addresses; empty for what it does not do."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str = ""
    end_session: str = ""
    secret_methods: tuple[str, ...] = ("client_secret_basic",)
    names_itself: bool = False


def read_description(
    content: bytes, *, issuer: str, other_hosts: Collection[str] = ()
) -> ForeignDescription:
    """The description, whose issuer must be the one asked for, and whose addresses its own or those of `other_hosts`.

    Raises DescriptionError.
    """
    said = _object(content)
    if said.get("issuer") != issuer:
        raise DescriptionError("issuer", str(said.get("issuer", ""))[:200])
    hosts = {urlsplit(issuer).netloc.lower(), *(host.lower() for host in other_hosts)}
    places = {}
    for name, field in (*_NEEDED.items(), *_OPTIONAL.items()):
        place = said.get(field) or ""
        if not place and name in _OPTIONAL:
            continue
        places[name] = _believed(place, field, scheme=urlsplit(issuer).scheme, hosts=hosts)
    methods = said.get("code_challenge_methods_supported")
    if isinstance(methods, list) and methods and "S256" not in methods:
        raise DescriptionError("pkce")
    return ForeignDescription(
        issuer=issuer,
        **places,
        secret_methods=_words(said.get("token_endpoint_auth_methods_supported"))
        or ("client_secret_basic",),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def read_keys(content: bytes) -> list[dict[str, Any]]:
    """The public keys of a set (RFC 7517, § 5); what is no key is left out. Raises DescriptionError."""
    keys = _object(content).get("keys")
    if not isinstance(keys, list):
        raise DescriptionError("keys")
    return [key for key in keys if isinstance(key, dict)]


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise DescriptionError("no_json") from None
    if not isinstance(said, dict):
        raise DescriptionError("no_json")
    return said


def _believed(place: Any, field: str, *, scheme: str, hosts: Collection[str]) -> str:
    try:
        parts = urlsplit(place) if isinstance(place, str) else None
    except ValueError:
        parts = None
    if parts is None or not parts.netloc or parts.fragment or not str(place).isprintable():
        raise DescriptionError("address", field)
    if parts.scheme != scheme:
        raise DescriptionError("scheme", field)
    if parts.netloc.lower() not in hosts:
        raise DescriptionError("host", parts.netloc.lower()[:200])
    return str(place)


def _words(said: Any) -> tuple[str, ...]:
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()
