"""Connects to one pinned address, and gives every read and write what is left of one deadline."""

import ssl
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import httpcore
import httpx

from portee.kernel.outbound.addresses import Address


class Deadline:
    """A moment that no part of a call may pass, on a clock that never jumps; in seconds."""

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self) -> float:
        """The seconds left, zero once passed."""
        return max(0.0, self._end - self._monotonic())


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline: a byte a second does not keep it alive."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout, httpcore.ConnectTimeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _BoundedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the address that was checked, whatever the name resolves to by now."""

    def __init__(self, address: Address, deadline: Deadline) -> None:
        self._address = address
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the address that was checked is called, not the name
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to it, and bound every step of what follows."""
        left = _left(self._deadline, timeout, httpcore.ConnectTimeout)
        stream = self._system.connect_tcp(
            str(self._address), port, left, local_address, socket_options
        )
        return _BoundedStream(stream, self._deadline)


class PinnedTransport(httpx.HTTPTransport):
    """httpx over one pinned address: no proxy, no retry, no connection kept; TLS checks the name as ever."""

    def __init__(self, address: Address, deadline: Deadline) -> None:
        super().__init__(verify=tls_context(), trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls_context(),
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=PinnedBackend(address, deadline),
        )


def _left(deadline: Deadline, timeout: float | None, error: type[Exception]) -> float:
    left = deadline.left() if timeout is None else min(timeout, deadline.left())
    if left <= 0:
        raise error("The deadline of the call has passed.")
    return left


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Loading the certificates of the authorities takes 10 to 20 ms: once for each process."""
    return httpx.create_ssl_context(trust_env=False)
