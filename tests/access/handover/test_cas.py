"""The CAS server: who comes in, what the supplier learns, and all that is refused."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from portee.access.models import Launch, Ticket
from portee.kernel import clock
from tests.access.handover.world import (
    CAS,
    NAME_ASKED,
    NOW,
    SERVICE,
    Door,
    offer_of,
    supplier_named,
)

CAS_NS = {"cas": "http://www.yale.edu/tp/cas"}
Asks = Callable[..., str]


@pytest.fixture
def browser(door: Door) -> Client:
    """The browser of a resident who signed in."""
    client = Client()
    client.force_login(door.world.accounts["resident"])
    return client


def ticket_of(browser: Client, service: str = SERVICE) -> str:
    """Come in from the supplier's page; the ticket in its address."""
    answer = browser.get("/cas/login", {"service": service})
    assert answer.status_code == 302, answer.content
    found = parse_qs(urlsplit(answer["Location"]).query)["ticket"]
    return found[0]


def answered(browser: Client, question: str, answer: str) -> Any:
    """Answer the page of that address, about what it shows."""
    [shown] = re.findall(r'name="shown" value="([^"]*)"', browser.get(question).content.decode())
    return browser.post(question, {"answer": answer, "shown": shown})


def asked(path: str, **said: str) -> etree._Element:
    """What the machine of the supplier is answered."""
    return etree.fromstring(Client().get(f"/cas/{path}", said).content)


def code_of(answer: etree._Element) -> str:
    """Why not; empty for a success."""
    found = answer.find("cas:authenticationFailure", CAS_NS)
    return "" if found is None else str(found.get("code"))


def test_supplier_learns_an_identifier_and_nothing_else(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    answer = asked("p3/serviceValidate", service=SERVICE, ticket=ticket_of(browser))
    success = answer.find("cas:authenticationSuccess", CAS_NS)
    assert success is not None
    assert [child.tag.split("}")[1] for child in success] == ["user"]
    user = success.findtext("cas:user", namespaces=CAS_NS)
    assert user
    assert len(user) == 32
    account = door.world.accounts["resident"]
    assert str(account.pk) != user
    assert account.email not in user


def test_opening_is_decided_and_counted(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    ticket_of(browser)
    assert Launch.objects.get().account == door.world.accounts["resident"]


def test_reader_without_a_right_is_told_why_and_gets_no_ticket(door: Door) -> None:
    door.use("cas", CAS)
    client = Client()
    client.force_login(door.world.accounts["hills-reader"])
    answer = client.get("/cas/login", {"service": SERVICE})
    assert answer.status_code == 403
    assert not Ticket.objects.exists()
    assert not Launch.objects.exists()


def test_visitor_signs_in_then_goes_on_by_a_page(door: Door) -> None:
    door.use("cas", CAS)
    client = Client()
    answer = client.get("/cas/login", {"service": SERVICE})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/?next=%2Fcas%2Flogin")
    client.force_login(door.world.accounts["resident"])
    there = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    page = client.get(there)
    assert page.status_code == 200
    assert f"{SERVICE}?ticket=ST-" in page.content.decode()


def test_visitor_at_the_gateway_goes_back_without_a_ticket(door: Door) -> None:
    door.use("cas", CAS)
    answer = Client().get("/cas/login", {"service": SERVICE, "gateway": "true"})
    assert answer["Location"] == SERVICE


def test_address_that_no_sheet_names_is_never_led_to(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    for service in (
        "https://evil.example/cas",
        "//evil.example/cas",
        "\\\\evil.example/cas",
        "https:\\\\films.example.org\\cas",
        "https://films.example.org@evil.example/cas",
        "https://evil.example/https://films.example.org/cas",
        "https://films.example.org.evil.example/cas",
        "https://films.example.org/cas/",
        "https://films.example.org/casserole",
        "https://films.example.org/cas/../ailleurs",
        "https://films.example.org/cas%2f..%2failleurs",
        "https://films.example.org/%63as",
        "https://films.example.org:444/cas",
        "http://films.example.org/cas",
        "https://films.example.org/cas#https://evil.example",
        "https://films.example.org/cas\r\nLocation: https://evil.example",
        "https://films.example.org./cas",
        " https://films.example.org/cas",
        "javascript:alert(1)//films.example.org/cas",
        "https:films.example.org/cas",
        "https://films.example.org\t/cas",
        "https://ﬁlms.example.org/cas",
    ):
        answer = browser.get("/cas/login", {"service": service})
        assert answer.status_code == 403, service
        assert 'href="https://evil' not in answer.content.decode(), service
        assert "Location" not in answer, service
    assert not Ticket.objects.exists()


def test_ticket_is_taken_once(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    ticket = ticket_of(browser)
    assert code_of(asked("serviceValidate", service=SERVICE, ticket=ticket)) == ""
    assert code_of(asked("serviceValidate", service=SERVICE, ticket=ticket)) == "INVALID_TICKET"


def test_ticket_is_for_the_very_address_it_was_given_for(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "services": [{"address": SERVICE, "below": True}]})
    ticket = ticket_of(browser, SERVICE + "?a=1")
    answer = asked("serviceValidate", service=SERVICE + "?a=2", ticket=ticket)
    assert code_of(answer) == "INVALID_SERVICE"
    # Whoever asked wrongly has used it up.
    answer = asked("serviceValidate", service=SERVICE + "?a=1", ticket=ticket)
    assert code_of(answer) == "INVALID_TICKET"


def test_ticket_of_one_supplier_is_refused_to_another(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    other = Door(door.world, supplier_named("presse", "presse.example.org"), door.offer)
    offer_of(other.supplier, door.world, code="presse", address="https://presse.example.org/")
    other.use("cas", {**CAS, "services": [{"address": "https://presse.example.org/cas"}]})
    answer = asked(
        "serviceValidate", service="https://presse.example.org/cas", ticket=ticket_of(browser)
    )
    assert code_of(answer) == "INVALID_SERVICE"


def test_suppliers_know_the_same_person_by_different_names(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    other = Door(door.world, supplier_named("presse", "presse.example.org"), door.offer)
    offer_of(other.supplier, door.world, code="presse", address="https://presse.example.org/")
    there = "https://presse.example.org/cas"
    other.use("cas", {**CAS, "services": [{"address": there}]})
    names = {
        asked("serviceValidate", service=one, ticket=ticket_of(browser, one)).findtext(
            ".//cas:user", namespaces=CAS_NS
        )
        for one in (SERVICE, there)
    }
    assert len(names) == 2


@pytest.mark.parametrize("seconds", [-1, 20, 3600])
def test_ticket_is_good_from_its_moment_and_for_twenty_seconds(
    door: Door, browser: Client, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    door.use("cas", CAS)
    ticket = ticket_of(browser)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=seconds))
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket)
    assert code_of(answer) == "INVALID_TICKET"


def test_sheet_gives_no_ticket_more_than_thirty_seconds(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "ticket_seconds": 31})
    assert browser.get("/cas/login", {"service": SERVICE}).status_code == 403


def test_text_of_a_ticket_is_kept_nowhere(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    ticket = ticket_of(browser)
    assert ticket not in str(Ticket.objects.values().get())


@pytest.mark.parametrize("ticket", ["", "ST-1", "ST-" + "A" * 48, "PGT-" + "A" * 48, "é" * 300])
def test_invented_ticket_is_refused(door: Door, ticket: str) -> None:
    door.use("cas", CAS)
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket)
    assert code_of(answer) in {"INVALID_TICKET", "INVALID_REQUEST"}


def test_first_version_says_yes_and_who_then_no(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    said = {"service": SERVICE, "ticket": ticket_of(browser)}
    assert Client().get("/cas/validate", said).content.decode().startswith("yes\n")
    assert Client().get("/cas/validate", said).content == b"no\n\n"


def test_version_that_the_sheet_does_not_name_is_refused(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "versions": [3]})
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket_of(browser))
    assert code_of(answer) == "UNAUTHORIZED_SERVICE"


def test_closed_account_is_no_longer_answered_for(door: Door, browser: Client) -> None:
    door.use("cas", CAS)
    ticket = ticket_of(browser)
    account = door.world.accounts["resident"]
    account.is_active = False
    account.save()
    assert code_of(asked("serviceValidate", service=SERVICE, ticket=ticket)) == "INVALID_TICKET"


def test_attribute_leaves_with_the_persons_consent_only(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "attributes": [NAME_ASKED]})
    question = browser.get("/cas/login", {"service": SERVICE})
    assert "/offres/transmettre/" in question["Location"]
    assert not Launch.objects.exists()
    page = browser.get(question["Location"])
    assert "Resident" in page.content.decode()
    after = answered(browser, question["Location"], "yes")
    assert after["Location"].startswith("/cas/login")
    answer = asked("p3/serviceValidate", service=SERVICE, ticket=ticket_of(browser))
    assert answer.findtext(".//cas:displayName", namespaces=CAS_NS) == "Resident"


def test_declined_attribute_stays_and_the_door_opens(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "attributes": [NAME_ASKED]})
    question = browser.get("/cas/login", {"service": SERVICE})["Location"]
    answered(browser, question, "no")
    answer = asked("p3/serviceValidate", service=SERVICE, ticket=ticket_of(browser))
    assert answer.find(".//cas:attributes", CAS_NS) is None


def test_consent_taken_back_is_so_at_once(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "attributes": [NAME_ASKED]})
    question = browser.get("/cas/login", {"service": SERVICE})["Location"]
    answered(browser, question, "yes")
    ticket = ticket_of(browser)
    shown = browser.get(reverse("people:account")).content.decode()
    assert "Films" in shown
    browser.post(reverse("access:sharing_taken_back", args=["films"]))
    answer = asked("p3/serviceValidate", service=SERVICE, ticket=ticket)
    assert answer.find(".//cas:attributes", CAS_NS) is None


def test_sheet_that_asks_for_more_is_asked_about_again(door: Door, browser: Client) -> None:
    door.use("cas", {**CAS, "attributes": [NAME_ASKED]})
    question = browser.get("/cas/login", {"service": SERVICE})["Location"]
    answered(browser, question, "yes")
    door.use("cas", {**CAS, "attributes": [NAME_ASKED, {"name": "mail", "fact": "email"}]})
    assert "transmettre" in browser.get("/cas/login", {"service": SERVICE})["Location"]
