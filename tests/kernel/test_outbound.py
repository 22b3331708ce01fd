"""The outbound client against servers that are slow, endless, lying, broken or gone."""

import gzip
import socket
import threading
import time

import pytest

from portee.kernel.outbound import (
    AnswerRefused,
    Client,
    TargetUnavailable,
)
from portee.kernel.outbound.circuit import Circuits
from tests.kernel.stub_server import Clock, Script, client_for, reason_of, says, stub, url_of


def test_an_answer_comes_back_whole() -> None:
    with stub(says(b"notices", "Content-Type: text/plain")) as server:
        answer = client_for(server).get(url_of(server, "/oai?verb=Identify"))
    assert (answer.status, answer.body) == (200, b"notices")
    assert answer.headers["content-type"] == "text/plain"
    assert server.requests[0].startswith(b"GET /oai?verb=Identify HTTP/1.1\r\n")
    assert f"Host: stub.example:{server.port}".encode() in server.requests[0]


def slow_headers(connection: socket.socket, _request: bytes) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.1)


def slow_body(connection: socket.socket, _request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b"a")
        time.sleep(0.1)


def silence(connection: socket.socket, _request: bytes) -> None:
    time.sleep(10)


@pytest.mark.parametrize("script", [slow_headers, slow_body, silence])
def test_a_slow_server_is_cut_at_the_deadline(script: Script) -> None:
    with stub(script) as server:
        started = time.monotonic()
        assert reason_of(lambda: client_for(server).get(url_of(server), seconds=0.6)) == "timeout"
    assert time.monotonic() - started < 1.5


def test_redirects_do_not_renew_the_deadline() -> None:
    def slow_redirect(connection: socket.socket, request: bytes) -> None:
        time.sleep(0.4)
        says(b"", "Location: /again", status="302 Found")(connection, request)

    with stub(slow_redirect) as server:
        started = time.monotonic()
        assert reason_of(lambda: client_for(server).get(url_of(server), seconds=0.6)) == "timeout"
    assert time.monotonic() - started < 1.5


def test_a_resolver_that_hangs_is_cut_at_the_deadline() -> None:
    released = threading.Event()

    def hang(host: str) -> list[str]:
        released.wait(5)
        return []

    client = Client(private_hosts=frozenset(), resolver=hang)
    started = time.monotonic()
    reason = reason_of(lambda: client.get("http://exemple.fr/", seconds=0.3))
    released.set()
    assert reason == "resolution_timeout"
    assert time.monotonic() - started < 1.5


def endless(connection: socket.socket, _request: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    for _ in range(10_000):
        connection.sendall(b"a" * 65536)


def test_an_endless_answer_is_cut_at_its_bound() -> None:
    with stub(endless) as server:
        client = client_for(server)
        assert reason_of(lambda: client.get(url_of(server), max_bytes=100_000)) == "too_large"


def test_an_answer_announced_too_large_is_not_read() -> None:
    def lie(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500000000\r\n\r\n")

    with stub(lie) as server:
        assert reason_of(lambda: client_for(server).get(url_of(server))) == "too_large"


def test_a_compressed_answer_is_unfolded() -> None:
    with stub(says(gzip.compress(b"notices" * 100), "Content-Encoding: gzip")) as server:
        assert client_for(server).get(url_of(server)).body == b"notices" * 100


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (gzip.compress(b"\0" * 50_000_000), "too_large"),
        (gzip.compress(b"\0" * 60_000) * 100, "too_large"),
        (gzip.compress(b"notices")[:-9], "cut_short"),
        (b"not gzip at all", "broken_compression"),
    ],
    ids=["bomb", "bomb in members", "cut", "broken"],
)
def test_a_compressed_answer_that_lies_is_refused(body: bytes, reason: str) -> None:
    with stub(says(body, "Content-Encoding: gzip")) as server:
        client = client_for(server)
        assert reason_of(lambda: client.get(url_of(server), max_bytes=1_000_000)) == reason


def test_an_unknown_compression_is_refused() -> None:
    with stub(says(b"abc", "Content-Encoding: br")) as server:
        assert reason_of(lambda: client_for(server).get(url_of(server))) == "encoding"


def test_a_server_that_speaks_another_language_is_unavailable() -> None:
    def garbage(connection: socket.socket, _request: bytes) -> None:
        connection.sendall(b"\x00\x01garbage")

    with stub(garbage) as server:
        reason = reason_of(lambda: client_for(server).get(url_of(server)))
    assert reason == "RemoteProtocolError"


def test_a_server_without_a_certificate_is_unavailable_over_https() -> None:
    with stub(says(b"plain")) as server:
        url = url_of(server).replace("http:", "https:")
        assert reason_of(lambda: client_for(server).get(url)) == "ConnectError"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with stub(silence) as server:
        pass
    with pytest.raises(TargetUnavailable) as caught:
        client_for(server).get(url_of(server))
    assert caught.value.reason == "ConnectError"


def test_the_circuit_opens_after_five_failures_and_tries_again_after_a_minute() -> None:
    clock = Clock()
    answers: list[Script] = [says(b"", status="500 Oops")] * 5

    def next_answer(connection: socket.socket, request: bytes) -> None:
        answers.pop(0)(connection, request)

    with stub(next_answer) as server:
        client = client_for(server, clock=clock)
        for _ in range(5):
            assert client.get(url_of(server)).status == 500
        assert reason_of(lambda: client.get(url_of(server))) == "circuit_open"
        clock.seconds += 59
        assert reason_of(lambda: client.get(url_of(server))) == "circuit_open"
        clock.seconds += 1
        answers.append(says(b"", status="500 Oops"))
        assert client.get(url_of(server)).status == 500
        assert reason_of(lambda: client.get(url_of(server))) == "circuit_open"
        clock.seconds += 60
        answers.extend([says(b"well again")] * 2)
        assert client.get(url_of(server)).body == b"well again"
        assert client.get(url_of(server)).body == b"well again"
    assert len(server.requests) == 8


def test_a_half_open_circuit_lets_one_call_through() -> None:
    clock = Clock()
    circuits = Circuits(monotonic=clock)
    for _ in range(5):
        circuits.enter("target")
        circuits.leave("target", has_failed=True)
    clock.seconds += 60
    circuits.enter("target")
    with pytest.raises(TargetUnavailable):
        circuits.enter("target")


def test_a_slow_server_holds_only_a_few_calls() -> None:
    circuits = Circuits(monotonic=Clock(), calls_at_once=2)
    circuits.enter("slow")
    circuits.enter("slow")
    with pytest.raises(TargetUnavailable) as caught:
        circuits.enter("slow")
    assert caught.value.reason == "busy"
    circuits.enter("another")


def test_a_refused_address_is_nobody_s_failure() -> None:
    circuits = Circuits(monotonic=Clock())
    client = Client(
        private_hosts=frozenset(), resolver=lambda host: ["10.0.0.1"], circuits=circuits
    )
    reasons = {reason_of(lambda: client.get("http://somewhere.example/")) for _ in range(8)}
    assert reasons == {"private_address"}


def test_no_answer_error_shows_the_address_called() -> None:
    error = AnswerRefused("too_large")
    assert "http" not in str(error)


def test_answer_that_leads_elsewhere_is_an_answer_where_it_is_not_followed() -> None:
    with stub(says(b"", "Location: https://elsewhere.example/", status="302 Found")) as server:
        answer = client_for(server).request("POST", url_of(server), follow=False)
    assert (answer.status, answer.headers["location"]) == (302, "https://elsewhere.example/")
    assert len(server.requests) == 1
