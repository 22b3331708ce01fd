"""Addresses of the web, read strictly: whatever two readers could take for two places is none.

Services are matched by what is read here, origin and path, never by a pattern nor by how a text begins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlencode, urlsplit

MAX_LENGTH: Final = 2_000
"""Characters; what browsers and servers all take."""

_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*"
)
_DOUBTFUL_IN_PATH = re.compile(r"%2e|%2f|%5c|%25|%00|%0[ad]|//|;", re.IGNORECASE)
_FORBIDDEN = frozenset('\\"<>^`{|}#')
_PORTS: Final = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where something is: `host` in lower case, `port` always said, `path` from its first stroke."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """The machine, as browsers tell machines apart."""
        return (self.scheme, self.host, self.port)

    @property
    def is_local(self) -> bool:
        """Whether it is this machine itself, as on a demonstration."""
        return is_loopback(self.host)

    @property
    def is_safe(self) -> bool:
        """Whether nobody on the way reads what is sent there."""
        return self.scheme == "https" or self.is_local

    def stands_at(self, place: "WebAddress", *, below: bool) -> bool:
        """Whether this is that very path of that origin or, with `below`, a path under it; queries do not count."""
        if self.origin != place.origin:
            return False
        if self.path == place.path:
            return True
        return below and self.path.startswith(place.path.rstrip("/") + "/")


def read_address(text: str) -> WebAddress | None:
    """The address that is written; None for a relative one, one with a user or a fragment, or one open to doubt."""
    if len(text) > MAX_LENGTH or not _PRINTABLE.fullmatch(text) or _FORBIDDEN & set(text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").lower()
    if scheme not in _PORTS or "@" in parts.netloc or not _is_host(host) or port == 0:
        return None
    if not text[len(scheme) :].startswith("://") or parts.netloc.endswith(":"):
        return None
    path = parts.path or "/"
    if _DOUBTFUL_IN_PATH.search(path) or {".", ".."} & set(path.split("/")):
        return None
    return WebAddress(scheme, host, port or _PORTS[scheme], path, parts.query)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def with_parameters(text: str, said: Mapping[str, str]) -> str:
    """An address with parameters more, escaped; the address itself when there are none."""
    if not said:
        return text
    return f"{text}{'&' if '?' in text else '?'}{urlencode(said)}"


def _is_host(host: str) -> bool:
    """A name, or an address in its usual form: no number that some readers take for one."""
    if ":" in host or host.replace(".", "").isdecimal() or host.startswith("0x"):
        try:
            return str(ip_address(host)) == host
        except ValueError:
            return False
    return len(host) <= 253 and bool(_HOST.fullmatch(host))
