"""Sheets: read strictly, and what is wrong is said with its place, in French."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.access.sheet_words import FACTS, FAULTS, fault_sentence
from portee.access.sheets.address import read_address
from portee.access.sheets.fact import Fact
from portee.access.sheets.reading import Fault, SheetError, read_sheet, refuse_foreign_hosts
from tests.access.handover.world import CAS, SIGNED_LINK

SIGNATURE = SIGNED_LINK["signature"]


def fault_of(method: str, content: Any) -> tuple[str, Fault]:
    """The place and the fault of a sheet that is refused."""
    with pytest.raises(SheetError) as caught:
        read_sheet(method, content)
    assert fault_sentence(caught.value)
    return caught.value.place, caught.value.fault


@pytest.mark.parametrize(
    ("method", "content", "place", "fault"),
    [
        ("cas", {"schema": 1}, "", Fault.MISSING),
        ("cas", {**CAS, "schema": 2}, "schema", Fault.VALUE),
        ("cas", {**CAS, "motif": ".*"}, "", Fault.UNKNOWN),
        ("cas", {**CAS, "services": []}, "services", Fault.VALUE),
        ("cas", {**CAS, "ticket_seconds": 31}, "ticket_seconds", Fault.VALUE),
        ("cas", {**CAS, "versions": [4]}, "versions[0]", Fault.VALUE),
        (
            "cas",
            {**CAS, "services": [{"address": "https://*.example.org/"}]},
            "services[0].address",
            Fault.ADDRESS,
        ),
        (
            "cas",
            {**CAS, "services": [{"address": "http://films.example.org/"}]},
            "services[0].address",
            Fault.UNSAFE,
        ),
        (
            "cas",
            {**CAS, "attributes": [{"name": "a b", "text": "x"}]},
            "attributes[0].name",
            Fault.VALUE,
        ),
        ("cas", {**CAS, "attributes": [{"name": "a"}]}, "attributes[0]", Fault.ONE_OF),
        ("cas", {**CAS, "attributes": [{"name": "a", "text": "x"}] * 2}, "", Fault.TWICE),
        (
            "cas",
            {**CAS, "attributes": [{"name": "a", "fact": "card"}]},
            "attributes[0].fact",
            Fault.VALUE,
        ),
        (
            "signed_link",
            {**SIGNED_LINK, "signature": {**SIGNATURE, "order": ["id"]}},
            "signature.order",
            Fault.REQUIRED,
        ),
        (
            "signed_link",
            {**SIGNED_LINK, "signature": {**SIGNATURE, "order": ["x"]}},
            "signature.order",
            Fault.ORDER,
        ),
        ("signed_link", [], "", Fault.VALUE),
    ],
)
def test_sheet_is_refused_with_its_place(
    method: str, content: Any, place: str, fault: Fault
) -> None:
    assert fault_of(method, content) == (place, fault)


def test_address_outside_of_the_hosts_is_refused() -> None:
    sheet = read_sheet("cas", CAS)
    refuse_foreign_hosts(sheet, hosts=frozenset({"films.example.org"}))
    with pytest.raises(SheetError, match="host"):
        refuse_foreign_hosts(sheet, hosts=frozenset({"example.org"}))


def test_what_is_wrong_is_said_in_french() -> None:
    said = fault_sentence(SheetError("services[0].address", Fault.UNSAFE, "http://a.example/"))
    assert (
        said
        == "À services[0].address\u00a0: «\u00a0http://a.example/\u00a0» ne commence pas par https."
    )


def test_every_fact_and_fault_has_its_words() -> None:
    assert set(FACTS) == set(Fact)
    assert set(FAULTS) == set(Fault)


@given(
    st.text(
        alphabet=st.sampled_from("https://films.example.org@evil\\%2f#?:. \t0x7f1"), max_size=60
    )
)
def test_address_that_is_read_is_of_one_host_that_all_readers_agree_on(text: str) -> None:
    found = read_address(text)
    if found is not None:
        assert text.lower().startswith(f"{found.scheme}://{found.host}")
        assert not set(found.host) & set("@\\%/?#: \t")


@pytest.mark.parametrize(
    "text",
    [
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://exa_mple.org/",
        "https:///x",
        "https://a.example:0/",
        "https://a.example:99999/",
        "https://[::1/",
        "HTTPS//a",
    ],
)
def test_address_open_to_doubt_is_none(text: str) -> None:
    assert read_address(text) is None
