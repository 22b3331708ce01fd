"""Proxy tickets: a supplier asks another one in a reader's name, where both sheets and her rights say so."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from portee.access.models import Ticket
from portee.access.tasks import end_supplier_sessions
from tests.access.handover.test_cas import CAS_NS, asked, code_of, ticket_of
from tests.access.handover.world import CAS, SERVICE, Door, offer_of, supplier_named

THERE = "https://presse.example.org/cas"


class _Callback(BaseHTTPRequestHandler):
    heard: dict[str, list[str]]
    leads_to = ""

    def do_GET(self) -> None:
        type(self).heard = parse_qs(urlsplit(self.path).query)
        self.send_response(302 if self.leads_to else 200)
        if self.leads_to:
            self.send_header("Location", self.leads_to)
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def callback(door: Door, settings: Any) -> Any:
    """The machine to which a right to ask is sent, in the sheet of the films."""
    server = HTTPServer(("127.0.0.1", 0), _Callback)
    settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{server.server_port}"]
    address = f"http://127.0.0.1:{server.server_port}/pgt"
    _Callback.leads_to = ""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    door.supplier.hosts += "\n127.0.0.1"
    door.use("cas", {**CAS, "proxy_callbacks": [{"address": address}]})
    press = Door(door.world, supplier_named("presse", "presse.example.org"), door.offer)
    offer_of(press.supplier, door.world, code="presse", address="https://presse.example.org/")
    press.use("cas", {**CAS, "services": [{"address": THERE}], "proxied_by": ["films"]})
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def granted(door: Door, callback: str) -> str:
    """The right to ask in the resident's name, as the films' machine received it."""
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket_of(browser), pgtUrl=callback)
    iou = answer.findtext(".//cas:proxyGrantingTicket", namespaces=CAS_NS)
    assert _Callback.heard["pgtIou"] == [iou]
    return _Callback.heard["pgtId"][0]


def test_proxy_ticket_says_by_whom_it_came(door: Door, callback: str) -> None:
    granting = granted(door, callback)
    ticket = asked("proxy", pgt=granting, targetService=THERE).findtext(
        ".//cas:proxyTicket", namespaces=CAS_NS
    )
    assert ticket
    refused = asked("serviceValidate", service=THERE, ticket=ticket)
    assert code_of(refused) == "INVALID_TICKET_SPEC"
    ticket = asked("proxy", pgt=granting, targetService=THERE).findtext(
        ".//cas:proxyTicket", namespaces=CAS_NS
    )
    answer = asked("proxyValidate", service=THERE, ticket=str(ticket))
    assert answer.findtext(".//cas:proxy", namespaces=CAS_NS) == callback


def test_callback_of_another_supplier_is_refused(door: Door, callback: str) -> None:
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    ticket = ticket_of(browser, THERE)
    answer = asked("serviceValidate", service=THERE, ticket=ticket, pgtUrl=callback)
    assert code_of(answer) == "INVALID_PROXY_CALLBACK"
    assert not Ticket.objects.filter(kind="PGT").exists()


def test_callback_that_is_on_no_host_of_the_supplier_any_more_is_refused(
    door: Door, callback: str
) -> None:
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    ticket = ticket_of(browser)
    door.supplier.hosts = "films.example.org"
    door.supplier.save()
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket, pgtUrl=callback)
    assert code_of(answer) == "INVALID_PROXY_CALLBACK"


def test_callback_that_leads_elsewhere_is_not_followed(door: Door, callback: str) -> None:
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    _Callback.heard, _Callback.leads_to = {}, f"{callback}?autre=1"
    ticket = ticket_of(browser)
    answer = asked("serviceValidate", service=SERVICE, ticket=ticket, pgtUrl=callback)
    assert code_of(answer) == ""
    assert "autre" not in _Callback.heard
    assert not Ticket.objects.filter(kind="PGT").exists()


def test_service_that_takes_no_proxy_is_not_opened_by_one(door: Door, callback: str) -> None:
    granting = granted(door, callback)
    refused = asked("proxy", pgt=granting, targetService=SERVICE)
    assert refused.find("cas:proxyFailure", CAS_NS).get("code") == "UNAUTHORIZED_SERVICE_PROXY"  # type: ignore[union-attr]


def test_right_to_ask_ends_when_the_reader_leaves(door: Door, callback: str) -> None:
    granting = granted(door, callback)
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    browser.post("/deconnexion/")
    end_supplier_sessions.call(account_id=door.world.accounts["resident"].pk)
    refused = asked("proxy", pgt=granting, targetService=THERE)
    assert refused.find("cas:proxyFailure", CAS_NS) is not None
