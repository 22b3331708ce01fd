"""Which hosts and addresses may be called.

The check is made on the address that will be called, after resolution and never on the name alone: a name can be
made to point anywhere, and to point elsewhere a second later (DNS rebinding).
"""

import re
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from portee.kernel.outbound.errors import AddressRefused, TargetUnavailable

Address = IPv4Address | IPv6Address
Resolver = Callable[[str], Sequence[str]]

ALLOWED_PORTS = frozenset({80, 443})
MAX_URL_LENGTH = 4096

_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""NAT64: an IPv4 address in disguise."""

_METADATA = frozenset({ip_address("168.63.129.16")})
"""Services of cloud providers for their own machines that sit on a public address (Azure's wire server)."""

_HOST = re.compile(r"[a-z0-9.-]{1,253}|[0-9a-f:.]{2,45}", re.ASCII)
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """One server: what is called, and by which name."""

    scheme: str
    host: str
    port: int


def target_of(url: httpx.URL, *, private_hosts: frozenset[str]) -> Target:
    """The server of this address.

    `private_hosts` lists, as `host` or `host:port`, servers of the private network that may be called.
    Raises AddressRefused.
    """
    if url.scheme not in {"http", "https"}:
        raise AddressRefused("scheme")
    if url.userinfo:
        raise AddressRefused("credentials")
    if len(str(url)) > MAX_URL_LENGTH:
        raise AddressRefused("length")
    host = url.raw_host.decode("ascii").lower().rstrip(".")
    port = url.port or (443 if url.scheme == "https" else 80)
    if not host or "%" in host or (":" not in host and _is_disguised_number(host)):
        raise AddressRefused("host")
    if port not in ALLOWED_PORTS and f"{host}:{port}" not in private_hosts:
        raise AddressRefused("port")
    return Target(scheme=url.scheme, host=host, port=port)


def stream_target_of(
    host: str, port: int, *, is_encrypted: bool, private_hosts: frozenset[str]
) -> Target:
    """The server of a conversation that is no HTTP: only one that the operator named, as `host:port`.

    Whoever fills in a form could otherwise have any port of any machine spoken to. Raises AddressRefused.
    """
    name = host.strip().lower().removeprefix("[").removesuffix("]").rstrip(".")
    if not _HOST.fullmatch(name) or (":" not in name and _is_disguised_number(name)):
        raise AddressRefused("host")
    if f"{name}:{port}" not in private_hosts:
        raise AddressRefused("not_listed")
    return Target(scheme="tls" if is_encrypted else "tcp", host=name, port=port)


def resolve(
    target: Target, *, private_hosts: frozenset[str], resolver: Resolver, seconds: float
) -> Address:
    """The one address to call for this server.

    When a name has several addresses, one forbidden among them is enough to refuse it.
    Raises AddressRefused, TargetUnavailable.
    """
    found = [_parse(text) for text in _look_up(target.host, resolver, seconds)]
    if not found:
        raise TargetUnavailable("unknown_host")
    is_listed = bool({target.host, f"{target.host}:{target.port}"} & private_hosts)
    for address in found:
        if not (is_public(address) or (is_listed and _is_private_network(address))):
            raise AddressRefused("private_address")
    return found[0]


def is_public(address: Address) -> bool:
    """Whether this address belongs to the public Internet, disguises seen through."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address.scope_id:
            return False
        if any(address in network for network in _TRANSLATED):
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and address not in _METADATA
    )


def _is_private_network(address: Address) -> bool:
    """Whether an allowed private server may have this address; link-local (metadata) never is."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return _is_private_network(address.ipv4_mapped)
    return (address.is_private or address.is_loopback) and not (
        address.is_link_local or address.is_unspecified or address.is_multicast
    )


def _is_disguised_number(host: str) -> bool:
    """Whether the system would read an IPv4 address in this host although it is not written as one.

    `2130706433`, `0177.0.0.1`, `0x7f.1` and `127.1` all reach 127.0.0.1. Source: WHATWG URL, « ends in a number ».
    """
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return False
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _parse(text: str) -> Address:
    try:
        return ip_address(text)
    except ValueError:
        raise AddressRefused("host") from None


_lookups = ThreadPoolExecutor(max_workers=8, thread_name_prefix="outbound-dns")
"""The system's resolver has no time limit of its own; one that hangs holds one of these threads, not a request."""


def _look_up(host: str, resolver: Resolver, seconds: float) -> Sequence[str]:
    try:
        return _lookups.submit(resolver, host).result(timeout=max(seconds, 0.0))
    except FutureTimeoutError:
        raise TargetUnavailable("resolution_timeout") from None
    except (OSError, UnicodeError):
        raise TargetUnavailable("unknown_host") from None


def system_resolver(host: str) -> list[str]:
    """The addresses of a host as the system knows them."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
