"""Reader systems that are slow, cut short, lie or talk nonsense: « unknown », which lets nobody in nor out, in time."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from socket import socket

import pytest

from portee.kernel.outbound.circuit import FAILURES_TO_OPEN, SECONDS_OPEN
from portee.people.adapters.guarded_directory import GuardedDirectory
from portee.people.ports import Outcome, PatronAnswer
from tests.people.directories.ils import (
    NOW,
    Script,
    client_for,
    frames,
    ils,
    ldap_at,
    ldap_bound,
    ldap_done,
    ldap_entry,
    patron_text,
    seal,
    sip2_at,
    speak_ldap,
    speak_sip2,
)
from tests.people.directories.readers import READERS, SECRET

VALID = patron_text(READERS[0], card="1001", is_right=True)
QUICK = timedelta(seconds=0.6)

Answering = Callable[[socket, str], None]


def answering(answer: Answering) -> Script:
    """A SIP2 system that accepts the login, then answers the question about a reader in its own way."""

    def script(connection: socket) -> None:
        for frame in frames(connection):
            sequence = frame[frame.rindex("AY") + 2]
            if frame.startswith("93"):
                connection.sendall(seal("941", sequence))
            else:
                answer(connection, sequence)

    return script


def drip(connection: socket, sequence: str) -> None:
    for byte in seal(VALID, sequence):
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def close_in_the_middle(connection: socket, sequence: str) -> None:
    connection.sendall(seal(VALID, sequence)[:60])
    connection.close()


def says(text: str, charset: str = "utf-8") -> Answering:
    return lambda connection, sequence: connection.sendall(seal(text, sequence, charset))


def sends(content: Callable[[str], bytes]) -> Answering:
    return lambda connection, sequence: connection.sendall(content(sequence))


@pytest.mark.peers
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda connection, sequence: None, "timeout"),
        (drip, "timeout"),
        (close_in_the_middle, "cut_short"),
        (lambda connection, sequence: connection.close(), "cut_short"),
        (sends(lambda sequence: b"x" * 200_000), "sip2.too_long"),
        (sends(lambda sequence: seal(VALID, "9")), "sip2.sequence:AY"),
        (sends(lambda sequence: seal(VALID, sequence) * 2), "sip2.trailing"),
        (sends(lambda sequence: seal(VALID, sequence).replace(b"CQY", b"CQN")), "sip2.checksum:AZ"),
        (sends(lambda sequence: b"HTTP/1.1 400 Bad Request\r\n\r\n"), "sip2.checksum:AZ"),
        (sends(lambda sequence: b"HTTP/1.1 400 Bad\r\nServer: x\r\n\r\n"), "sip2.trailing"),
        (sends(lambda sequence: seal("96", sequence)), "sip2.other_message:96"),
        (says(VALID, "iso8859-1"), "sip2.charset"),
        (says(VALID.replace("CQY|", "CQ|")), "sip2.blank:CQ"),
        (says(VALID.replace("BLY|", "")), "sip2.missing:BL"),
        (says(VALID.replace("AOBMVR", "AOAUTRE")), "sip2.institution:AO"),
        (says(VALID.replace("PA20271231", "PAbientôt")), "sip2.date:PA"),
    ],
)
def test_odd_sip2_system_is_unknown_in_time(answer: Answering, reason: str) -> None:
    with ils(answering(answer)) as server:
        began = time.monotonic()
        found = ask(sip2_at(server.port, timeout=QUICK))
        assert time.monotonic() - began < 2
    assert (found.outcome, found.reason, found.facts) == (Outcome.UNKNOWN, reason, None)


@pytest.mark.parametrize(
    ("frame", "sheet", "reason"),
    [
        ("940", "", "sip2.login_refused"),
        ("64", "", "sip2.other_message:64"),
        (
            "98NYYYNN10000320261122    0930002.00AOBMVR|",
            'login = "none"\nstatus_first = true',
            "sip2.off_line",
        ),
    ],
)
def test_system_that_does_not_want_us_is_unknown(frame: str, sheet: str, reason: str) -> None:
    def script(connection: socket) -> None:
        for asked in frames(connection):
            connection.sendall(seal(frame, asked[asked.rindex("AY") + 2]))

    with ils(script) as server:
        found = ask(sip2_at(server.port, sheet=sheet))
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, reason)


@pytest.mark.peers
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "timeout"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "ldap.not_a_message"),
        (b"\x30\x84\x7f\xff\xff\xff", "ldap.too_large"),
        (b"\x30\x80\x02\x01", "ldap.length"),
        (b"\x30\x05" + b"\x30" * 5, "ldap.unreadable"),
        (ldap_bound(9, 0), "ldap.sequence"),
        (ldap_bound(1, 49), "ldap.bind_refused"),
        (ldap_bound(1, 52), "ldap.bind_refused"),
        (ldap_done(1), "ldap.other_message"),
        (ldap_bound(1, 0)[:-2], "timeout"),
    ],
)
def test_odd_directory_is_unknown_in_time(content: bytes, reason: str) -> None:
    def script(connection: socket) -> None:
        while connection.recv(4096):
            connection.sendall(content)

    with ils(script) as server:
        found = ask(ldap_at(server.port, timeout=QUICK))
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([ldap_done(2, 4)], "ldap.code_4"),
        ([ldap_done(2, 51)], "ldap.code_51"),
        ([ldap_entry(2, READERS[0]) * 2, ldap_done(2)], "ldap.ambiguous"),
        ([ldap_entry(2, READERS[0], name=""), ldap_done(2)], "ldap.nameless"),
        ([ldap_entry(2, READERS[1]), ldap_done(2), ldap_bound(3, 0)], "ldap.other_card"),
        ([ldap_entry(2, READERS[0]), ldap_done(2), ldap_bound(3, 53)], "ldap.code_53"),
        ([ldap_entry(2, READERS[0]), ldap_bound(2, 0)], "ldap.other_message"),
    ],
)
def test_directory_that_lies_about_a_reader_is_unknown(answers: list[bytes], reason: str) -> None:
    def script(connection: socket) -> None:
        connection.recv(4096)
        connection.sendall(ldap_bound(1, 0))
        connection.recv(4096)
        connection.sendall(b"".join(one for one in answers if one[4:5] != b"\x03"))
        connection.recv(4096)
        connection.sendall(b"".join(one for one in answers if one[4:5] == b"\x03"))

    with ils(script) as server:
        found = ask(ldap_at(server.port))
    assert (found.outcome, found.reason, found.facts) == (Outcome.UNKNOWN, reason, None)


@pytest.mark.parametrize(("adapter", "speak"), [(sip2_at, speak_sip2), (ldap_at, speak_ldap)])
def test_system_that_is_down_is_left_alone_and_found_again(
    adapter: Callable[..., GuardedDirectory], speak: Script
) -> None:
    seconds = [0.0]
    with ils(speak) as server:
        port = server.port
    # The server is closed: every connection is refused, five times; then nobody tries.
    client = client_for(port, lambda: seconds[0])
    directory = adapter(port, client=client)
    reasons = [ask(directory).reason for _ in range(FAILURES_TO_OPEN + 1)]
    assert reasons == ["ConnectError"] * FAILURES_TO_OPEN + ["circuit_open"]
    seconds[0] += SECONDS_OPEN
    assert ask(directory).reason == "ConnectError"


def test_address_that_the_operator_did_not_name_is_never_called() -> None:
    with ils(speak_sip2) as server:
        found = ask(sip2_at(server.port, client=client_for(server.port + 1)))
        assert server.connections == 0
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, "not_listed")


def test_fault_of_ours_is_unknown_and_leaves_no_secret_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(GuardedDirectory):
        def ask(self, **asked: object) -> PatronAnswer:
            raise KeyError(asked["secret"])

    with caplog.at_level(logging.DEBUG):
        found = Broken().check(card_number="1001", secret=SECRET, at=NOW)
    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, "fault")
    assert SECRET not in caplog.text
    assert "1001" not in caplog.text


def ask(directory: GuardedDirectory) -> PatronAnswer:
    return directory.check(card_number="1001", secret=SECRET, at=NOW)
