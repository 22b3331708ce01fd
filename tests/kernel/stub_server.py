"""A server on loopback that does what a script says, and a client that may call it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from portee.kernel.outbound import (
    Answer,
    Client,
    OutboundError,
)
from portee.kernel.outbound.circuit import Circuits

Script = Callable[[socket.socket, bytes], None]


class Clock:
    """Seconds that only the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Stub:
    """A server on loopback that answers each connection with a script, and remembers what was asked."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = connection.recv(65536)
            self.requests.append(request)
            self._script(connection, request)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def stub(script: Script) -> Iterator[Stub]:
    server = Stub(script)
    try:
        yield server
    finally:
        server.close()


def client_for(*servers: Stub, clock: Clock | None = None) -> Client:
    """A client to whom `stub.example` is loopback, and its ports are allowed."""
    monotonic = clock or time.monotonic
    return Client(
        private_hosts=frozenset(f"stub.example:{server.port}" for server in servers),
        resolver=lambda host: ["127.0.0.1"],
        monotonic=time.monotonic,
        circuits=Circuits(monotonic=monotonic),
    )


def url_of(server: Stub, path: str = "/") -> str:
    return f"http://stub.example:{server.port}{path}"


def says(body: bytes, *headers: str, status: str = "200 OK") -> Script:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    answer = "\r\n".join(head).encode() + b"\r\n\r\n" + body
    return lambda connection, _request: connection.sendall(answer)


def reason_of(call: Callable[[], Answer]) -> str:
    with pytest.raises(OutboundError) as caught:
        call()
    return caught.value.reason
