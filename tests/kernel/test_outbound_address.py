"""Where the outbound client goes, and where it never does."""

import itertools
import time
from ipaddress import ip_address

import httpx
import pytest

from portee.kernel.outbound import (
    AddressRefused,
    Client,
)
from portee.kernel.outbound.addresses import is_public, target_of
from portee.kernel.outbound.circuit import Circuits
from tests.kernel.stub_server import client_for, reason_of, says, stub, url_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fe80::1%eth0",
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(ip_address(address))
    client = Client(private_hosts=frozenset(), resolver=lambda host: [address])
    assert reason_of(lambda: client.get("http://somewhere.example/")) == "private_address"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_ordinary_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    client = Client(private_hosts=frozenset(), resolver=lambda host: ["93.184.216.34", "10.0.0.1"])
    assert reason_of(lambda: client.get("http://mixed.example/")) == "private_address"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://2130706433/", "host"),
        ("http://0177.0.0.1/", "host"),
        ("http://0x7f.0.0.1/", "host"),
        ("http://0x7f000001/", "host"),
        ("http://127.1/", "host"),
        ("http://exemple.fr:8080/", "port"),
        ("http://exemple.fr:22/", "port"),
        ("ftp://exemple.fr/", "scheme"),
        ("file:///etc/passwd", "host"),
        ("gopher://exemple.fr/", "scheme"),
        ("http://someone:secret@exemple.fr/", "credentials"),
        ("http://[fe80::1%25eth0]/", "host"),
        ("http:///path", "host"),
        ("not an address", "host"),
        ("http://exemple.fr/" + "a" * 5000, "length"),
    ],
)
def test_an_odd_address_is_refused_before_any_resolution(url: str, reason: str) -> None:
    def never(host: str) -> list[str]:
        raise AssertionError("The name was resolved.")

    client = Client(private_hosts=frozenset(), resolver=never)
    with pytest.raises(AddressRefused) as caught:
        client.get(url)
    assert caught.value.reason in {reason, "unreadable"}


def test_a_listed_private_server_may_be_called_and_its_neighbour_port_may_not() -> None:
    with stub(says(b"ils")) as server:
        client = client_for(server)
        assert client.get(url_of(server)).body == b"ils"
        other = f"http://stub.example:{server.port + 1}/"
        assert reason_of(lambda: client.get(other)) == "port"


def test_a_listed_private_server_never_opens_the_metadata_service() -> None:
    client = Client(
        private_hosts=frozenset({"ils.example"}), resolver=lambda host: ["169.254.169.254"]
    )
    assert reason_of(lambda: client.get("http://ils.example/")) == "private_address"


def test_the_name_is_resolved_once_so_rebinding_changes_nothing() -> None:
    """The name is loopback when checked, and another machine ever after: only the checked one is called."""
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["10.9.9.9"]))
    with stub(says(b"the checked one")) as server:
        client = Client(
            private_hosts=frozenset({f"stub.example:{server.port}"}),
            resolver=lambda host: next(answers),
            circuits=Circuits(monotonic=time.monotonic),
        )
        assert client.get(url_of(server)).body == b"the checked one"


def test_a_redirect_is_followed_and_credentials_stay_behind() -> None:
    with stub(says(b"arrived")) as there:
        location = f"Location: http://stub.example:{there.port}/there"
        with stub(says(b"", location, status="302 Found")) as here:
            answer = client_for(here, there).get(
                url_of(here), headers={"Authorization": "Bearer canary", "Accept": "text/plain"}
            )
    assert answer.body == b"arrived"
    assert b"canary" in here.requests[0]
    assert b"canary" not in there.requests[0]
    assert b"text/plain" in there.requests[0]


def test_a_redirect_to_a_private_address_is_refused() -> None:
    with stub(says(b"", "Location: http://169.254.169.254/latest", status="302 Found")) as server:
        client = Client(
            private_hosts=frozenset({f"stub.example:{server.port}"}),
            resolver=lambda host: ["127.0.0.1"] if host == "stub.example" else [host],
            circuits=Circuits(monotonic=time.monotonic),
        )
        assert reason_of(lambda: client.get(url_of(server))) == "private_address"


def test_a_redirect_loop_ends_after_three() -> None:
    with stub(says(b"", "Location: /again", status="302 Found")) as server:
        assert reason_of(lambda: client_for(server).get(url_of(server))) == "too_many_redirects"
    assert len(server.requests) == 4


def test_a_body_is_not_carried_to_another_server() -> None:
    location = "Location: http://elsewhere.example/"
    with stub(says(b"", location, status="307 Temporary Redirect")) as server:
        client = client_for(server)
        call = lambda: client.request("POST", url_of(server), content=b"canary")  # noqa: E731
        assert reason_of(call) == "body_to_another_server"


def test_the_target_of_an_address_is_its_server() -> None:
    target = target_of(httpx.URL("https://Exemple.FR./a?b"), private_hosts=frozenset())
    assert (target.scheme, target.host, target.port) == ("https", "exemple.fr", 443)
