"""A conversation with another server that is no HTTP, within the same fences: SIP2, LDAP.

Bytes go out, bytes come back; what they mean is the caller's. One deadline and one size for the whole conversation.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import httpcore
from django.conf import settings

from portee.kernel.outbound.addresses import (
    Resolver,
    Target,
    resolve,
    stream_target_of,
    system_resolver,
)
from portee.kernel.outbound.circuit import Circuits
from portee.kernel.outbound.errors import AddressRefused, AnswerRefused, TargetUnavailable
from portee.kernel.outbound.wire import Deadline, PinnedBackend, tls_context

_PIECE = 16 * 1024

_circuits = Circuits(monotonic=time.monotonic)
"""Shared by every conversation of the process: a server that fails does so for all."""


@dataclass(frozen=True, slots=True)
class StreamAddress:
    """Where a server listens. `authority_pem` is the certificate to trust instead of the public authorities."""

    host: str
    port: int
    is_encrypted: bool = True
    authority_pem: str = ""


class Conversation:
    """An open line; every step ends by the deadline, and what is received in all has a limit."""

    def __init__(self, stream: httpcore.NetworkStream, *, max_bytes: int) -> None:
        self._stream = stream
        self._left_bytes = max_bytes

    def send(self, content: bytes) -> None:
        """Send all of it. Raises TargetUnavailable."""
        with _told_apart():
            self._stream.write(content)

    def receive(self, is_whole: Callable[[bytes], bool]) -> bytes:
        """All that comes until `is_whole` says it is enough. Raises TargetUnavailable, AnswerRefused."""
        received = b""
        while not is_whole(received):
            with _told_apart():
                piece = self._stream.read(_PIECE)
            if not piece:
                raise AnswerRefused("cut_short")
            self._left_bytes -= len(piece)
            if self._left_bytes < 0:
                raise AnswerRefused("too_large")
            received += piece
        return received


class StreamClient:
    """Opens conversations. Its fences can be told apart for tests; by default they are the installation's."""

    def __init__(
        self,
        *,
        private_hosts: frozenset[str] | None = None,
        resolver: Resolver = system_resolver,
        monotonic: Callable[[], float] = time.monotonic,
        circuits: Circuits | None = None,
    ) -> None:
        listed = settings.OUTBOUND_PRIVATE_HOSTS if private_hosts is None else private_hosts
        self._private_hosts = frozenset(host.lower() for host in listed)
        self._resolver = resolver
        self._monotonic = monotonic
        self._circuits = circuits or _circuits

    @contextmanager
    def open(
        self, address: StreamAddress, *, seconds: float, max_bytes: int
    ) -> Iterator[Conversation]:
        """A line to a server that the operator named, closed at the end: `seconds` and `max_bytes` for all of it.

        Whatever is raised while it is open counts as the server's failure, so that one which talks nonsense is left
        alone like one which is down. Raises AddressRefused, TargetUnavailable, AnswerRefused.
        """
        target = stream_target_of(
            address.host,
            address.port,
            is_encrypted=address.is_encrypted,
            private_hosts=self._private_hosts,
        )
        self._circuits.enter(target)
        has_failed = True
        try:
            stream = self._connect(target, address, Deadline(seconds, self._monotonic))
            try:
                yield Conversation(stream, max_bytes=max_bytes)
            finally:
                stream.close()
            has_failed = False
        except AddressRefused:
            has_failed = False
            raise
        finally:
            self._circuits.leave(target, has_failed=has_failed)

    def _connect(
        self, target: Target, address: StreamAddress, deadline: Deadline
    ) -> httpcore.NetworkStream:
        pinned = resolve(
            target,
            private_hosts=self._private_hosts,
            resolver=self._resolver,
            seconds=deadline.left(),
        )
        with _told_apart():
            stream = PinnedBackend(pinned, deadline).connect_tcp(target.host, target.port)
            if not address.is_encrypted:
                return stream
            try:
                return stream.start_tls(_tls(address.authority_pem), target.host)
            except BaseException:
                stream.close()
                raise


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn the errors of the wire into ours."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TargetUnavailable("timeout") from None
    except httpcore.NetworkError as error:
        raise TargetUnavailable(type(error).__name__) from None


@lru_cache(maxsize=32)
def _tls(authority_pem: str) -> ssl.SSLContext:
    if not authority_pem:
        return tls_context()
    try:
        return ssl.create_default_context(cadata=authority_pem)
    except (ssl.SSLError, ValueError):
        raise TargetUnavailable("certificate_unreadable") from None
