"""What a CAS server says, as suppliers read it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portee.protocols.cas import (
    ENTROPY_BYTES,
    FailureCode,
    TicketKind,
    failure,
    is_ticket,
    logout_request,
    plain_answer,
    proxy_success,
    success,
    write_ticket,
)

CAS = {"cas": "http://www.yale.edu/tp/cas"}


@given(st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES), st.sampled_from(TicketKind))
def test_ticket_is_of_its_kind_and_of_no_other(entropy: bytes, kind: TicketKind) -> None:
    text = write_ticket(kind, entropy=entropy)
    assert [one for one in TicketKind if is_ticket(text, one)] == [kind]
    assert len(text) <= 256


def test_ticket_of_little_chance_is_not_written() -> None:
    with pytest.raises(ValueError, match="3"):
        write_ticket(TicketKind.SERVICE, entropy=b"abc")


@given(st.text(), st.text())
def test_whatever_is_told_stays_text(user: str, value: str) -> None:
    root = etree.fromstring(success(user, attributes=[("nom", value)]))
    assert {child.tag for child in root.iter()} == {
        f"{{{CAS['cas']}}}{name}"
        for name in ("serviceResponse", "authenticationSuccess", "user", "attributes", "nom")
    }


def test_proxies_and_rights_to_ask_are_told() -> None:
    root = etree.fromstring(success("u", pgt_iou="PGTIOU-1", proxies=["https://a/", "https://b/"]))
    assert root.findtext(".//cas:proxyGrantingTicket", namespaces=CAS) == "PGTIOU-1"
    assert [one.text for one in root.iterfind(".//cas:proxy", CAS)] == ["https://a/", "https://b/"]
    root = etree.fromstring(proxy_success("PT-1"))
    assert root.findtext(".//cas:proxyTicket", namespaces=CAS) == "PT-1"


def test_refusal_has_its_code() -> None:
    root = etree.fromstring(failure(FailureCode.INVALID_TICKET, "no <such> ticket"))
    found = root.find("cas:authenticationFailure", CAS)
    assert found is not None
    assert (found.get("code"), found.text) == ("INVALID_TICKET", "no <such> ticket")


def test_first_version_speaks_in_two_lines() -> None:
    assert plain_answer("a\nb") == b"yes\na b\n"
    assert plain_answer(None) == b"no\n\n"


def test_end_of_a_session_is_told_by_its_ticket() -> None:
    said = logout_request(ticket="ST-1", request_id="LR-1", at=datetime(2026, 1, 2, tzinfo=UTC))
    root = etree.fromstring(said)
    assert root.get("IssueInstant") == "2026-01-02T00:00:00Z"
    assert [one.text for one in root] == ["@NOT_USED@", "ST-1"]
