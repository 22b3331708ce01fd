"""A conversation that is no HTTP: only with servers that the operator named, and within one deadline and one size."""

import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from socket import socket

import pytest

from portee.kernel.outbound import OutboundError, StreamAddress, StreamClient
from portee.kernel.outbound.circuit import FAILURES_TO_OPEN, SECONDS_OPEN, Circuits
from tests.kernel.stub_server import Clock, Script, Stub, stub

Resolver = Callable[[str], list[str]]


def is_line(content: bytes) -> bool:
    return content.endswith(b"\n")


def line_to(server: Stub, clock: Clock | None = None) -> StreamClient:
    return StreamClient(
        private_hosts=frozenset({f"ils.example:{server.port}"}),
        resolver=lambda host: ["127.0.0.1"],
        circuits=Circuits(monotonic=clock or time.monotonic),
    )


def ask(
    client: StreamClient, server: Stub, *, seconds: float = 2.0, max_bytes: int = 1000
) -> bytes:
    address = StreamAddress("ils.example", server.port, is_encrypted=False)
    with client.open(address, seconds=seconds, max_bytes=max_bytes) as line:
        line.send(b"question\n")
        return line.receive(is_line)


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(OutboundError) as caught:
        call()
    return caught.value.reason


def says(*pieces: bytes) -> Script:
    def script(connection: socket, _request: bytes) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return script


def test_question_is_sent_and_the_whole_answer_received() -> None:
    with stub(says(b"ans", b"wer\n")) as server:
        assert ask(line_to(server), server) == b"answer\n"
        assert server.requests == [b"question\n"]


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("ils.example", 6002, "not_listed"),
        ("other.example", 6001, "not_listed"),
        ("127.0.0.1", 6001, "not_listed"),
        ("2130706433", 6001, "host"),
        ("ils.example/..", 6001, "host"),
        ("a@ils.example", 6001, "host"),
        ("ils.example%0d", 6001, "host"),
        ("", 6001, "host"),
    ],
)
def test_only_servers_that_the_operator_named_are_spoken_to(
    host: str, port: int, reason: str
) -> None:
    client = StreamClient(private_hosts=frozenset({"ils.example:6001", "ils.example"}))

    def call() -> None:
        with client.open(StreamAddress(host, port), seconds=1, max_bytes=1):
            pass

    assert reason_of(call) == reason


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1"])  # noqa: S104
def test_named_server_may_be_private_but_never_the_machines_own_services(address: str) -> None:
    client = StreamClient(
        private_hosts=frozenset({"ils.example:6001"}), resolver=lambda host: [address]
    )

    def call() -> None:
        with client.open(StreamAddress("ils.example", 6001), seconds=1, max_bytes=1):
            pass

    assert reason_of(call) == "private_address"


def test_byte_a_second_does_not_keep_the_line_open() -> None:
    def drip(connection: socket, _request: bytes) -> None:
        for _ in range(50):
            connection.sendall(b".")
            time.sleep(0.05)

    with stub(drip) as server:
        began = time.monotonic()
        assert reason_of(lambda: ask(line_to(server), server, seconds=0.3)) == "timeout"
        assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("script", "reason"),
    [(says(b"half"), "cut_short"), (says(b"x" * 2000, b"\n"), "too_large"), (says(), "cut_short")],
)
def test_answer_that_is_cut_or_endless_is_refused(script: Script, reason: str) -> None:
    with stub(script) as server:
        assert reason_of(lambda: ask(line_to(server), server)) == reason


def test_server_that_fails_five_times_is_left_alone_for_a_minute_and_then_tried_once() -> None:
    clock = Clock()
    with stub(says(b"half")) as server:
        client = line_to(server, clock)
        for _ in range(FAILURES_TO_OPEN):
            assert reason_of(lambda: ask(client, server)) == "cut_short"
        assert reason_of(lambda: ask(client, server)) == "circuit_open"
        clock.seconds += SECONDS_OPEN
        assert reason_of(lambda: ask(client, server)) == "cut_short"
        assert reason_of(lambda: ask(client, server)) == "circuit_open"
        assert len(server.requests) == FAILURES_TO_OPEN + 1


def ask_and_object(client: StreamClient, server: Stub) -> None:
    address = StreamAddress("ils.example", server.port, is_encrypted=False)
    with client.open(address, seconds=1, max_bytes=100) as line:
        line.send(b"?")
        raise ValueError(line.receive(is_line))


def test_nonsense_counts_as_a_failure_of_the_server() -> None:
    with stub(says(b"nonsense\n")) as server:
        client = line_to(server)
        for _ in range(FAILURES_TO_OPEN):
            with pytest.raises(ValueError, match="nonsense"):
                ask_and_object(client, server)
        assert reason_of(lambda: ask(client, server)) == "circuit_open"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, pem = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=ils.example"]
    command += ["-addext", "subjectAltName=DNS:ils.example", "-keyout", str(key), "-out", str(pem)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return key, pem


def ask_encrypted(server: Stub, pem: str, host: str = "ils.example") -> bytes:
    client = StreamClient(
        private_hosts=frozenset({f"{host}:{server.port}"}), resolver=lambda host: ["127.0.0.1"]
    )
    address = StreamAddress(host, server.port, authority_pem=pem)
    with client.open(address, seconds=2, max_bytes=1000) as line:
        line.send(b"question\n")
        return line.receive(is_line)


def test_line_is_encrypted_and_the_name_checked_against_the_certificate_given(
    certificate: tuple[Path, Path],
) -> None:
    key, pem = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)

    class TlsStub(Stub):
        def _answer(self, connection: socket) -> None:
            try:
                super()._answer(context.wrap_socket(connection, server_side=True))
            except OSError:
                connection.close()

    server = TlsStub(says(b"answer\n"))
    try:
        assert ask_encrypted(server, pem.read_text()) == b"answer\n"
        assert reason_of(lambda: ask_encrypted(server, "")) == "ConnectError"
        other = reason_of(lambda: ask_encrypted(server, pem.read_text(), "other.example"))
        assert other == "ConnectError"
        assert reason_of(lambda: ask_encrypted(server, "rien")) == "certificate_unreadable"
    finally:
        server.close()
