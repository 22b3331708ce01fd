"""Leaving: every supplier is told, each by itself; one that is dead holds nobody else in."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from lxml import etree

from portee.access import tasks
from portee.access.models import SupplierSession
from portee.access.tasks import end_supplier_sessions, tell_supplier_end
from portee.kernel.jobs import run_waiting_jobs
from tests.access.handover.test_cas import asked, ticket_of
from tests.access.handover.world import CAS, Door, offer_of, supplier_named

SESSION_INDEX = "{urn:oasis:names:tc:SAML:2.0:protocol}SessionIndex"


class Listening(HTTPServer):
    """The machine of a supplier, which keeps what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.answers: tuple[int, str] = (200, "")
        super().__init__(("127.0.0.1", 0), _Heard)

    @property
    def service(self) -> str:
        """Where it is let in."""
        return f"http://127.0.0.1:{self.server_port}/cas"


class _Heard(BaseHTTPRequestHandler):
    server: Listening

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append(parse_qs(body)["logoutRequest"][0])
        status, there = self.server.answers
        self.send_response(status)
        if there:
            self.send_header("Location", there)
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def listening(settings: Any) -> Iterator[Listening]:
    """A supplier's machine on this one."""
    server = Listening()
    settings.OUTBOUND_PRIVATE_HOSTS = [f"127.0.0.1:{server.server_port}", "127.0.0.1:9"]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def entered(door: Door, service: str) -> str:
    """Let the resident in there; the ticket."""
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    ticket = ticket_of(browser, service)
    asked("serviceValidate", service=service, ticket=ticket)
    return ticket


def test_supplier_is_told_by_the_ticket_that_let_in(door: Door, listening: Listening) -> None:
    door.supplier.hosts = "127.0.0.1"
    door.use("cas", {**CAS, "services": [{"address": listening.service}]})
    ticket = entered(door, listening.service)
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    browser.post("/deconnexion/")
    end_supplier_sessions.call(account_id=door.world.accounts["resident"].pk)
    for row in SupplierSession.objects.all():
        tell_supplier_end.call(session_id=row.pk)
    [said] = listening.heard
    assert etree.fromstring(said).findtext(SESSION_INDEX) == ticket
    assert SupplierSession.objects.filter(told_at=None).count() == 0


def left(door: Door, listening: Listening) -> SupplierSession:
    """The session of the resident at that machine, of which she has just left."""
    door.supplier.hosts = "127.0.0.1"
    door.use("cas", {**CAS, "services": [{"address": listening.service}]})
    entered(door, listening.service)
    end_supplier_sessions.call(account_id=door.world.accounts["resident"].pk)
    return SupplierSession.objects.get()


def tellings() -> int:
    """How many jobs there were to tell of an end."""
    return int(DBTaskResult.objects.filter(task_path__endswith="tell_supplier_end").count())


def told(session: SupplierSession) -> bool:
    """Whether the supplier has heard."""
    session.refresh_from_db()
    return session.told_at is not None


def test_supplier_that_leads_elsewhere_has_heard_and_is_not_followed(
    door: Door, listening: Listening
) -> None:
    session = left(door, listening)
    listening.answers = (302, "http://127.0.0.1:8/cas/login")
    tell_supplier_end.call(session_id=session.pk)
    assert told(session)
    assert len(listening.heard) == 1
    assert tellings() == 1


def test_supplier_that_stumbles_is_told_again(door: Door, listening: Listening) -> None:
    session = left(door, listening)
    listening.answers = (503, "")
    tell_supplier_end.call(session_id=session.pk)
    assert not told(session)
    assert tellings() == 2


def test_supplier_that_refuses_is_not_told_again(door: Door, listening: Listening) -> None:
    session = left(door, listening)
    listening.answers = (404, "")
    tell_supplier_end.call(session_id=session.pk)
    assert not told(session)
    assert tellings() == 1


def test_nothing_is_told_to_a_host_that_is_the_suppliers_no_more(
    door: Door, listening: Listening
) -> None:
    session = left(door, listening)
    there = f"http://127.0.0.1:{listening.server_port}/logout"
    sheet = {"schema": 1, "client_id": "films", "redirect_uris": [{"address": there}]}
    door.use("oidc", {**sheet, "back_channel_logout": there})
    SupplierSession.objects.update(end_at=there)
    door.supplier.hosts = "films.example.org"
    door.supplier.save()
    tell_supplier_end.call(session_id=session.pk)
    assert listening.heard == []


@pytest.mark.django_db(transaction=True)
def test_session_whose_telling_cannot_be_queued_has_not_ended(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.use("cas", CAS)
    entered(door, CAS["services"][0]["address"])

    def broken(*_job: Any, **_facts: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(tasks, "enqueue", broken)
    with pytest.raises(RuntimeError):
        end_supplier_sessions.call(account_id=door.world.accounts["resident"].pk)
    assert SupplierSession.objects.get().ended_at is None


def test_dead_supplier_holds_nobody_else_in(
    door: Door, listening: Listening, django_capture_on_commit_callbacks: Any
) -> None:
    dead = Door(door.world, supplier_named("mort", "127.0.0.1"), door.offer)
    nowhere = "http://127.0.0.1:9/cas"
    offer_of(dead.supplier, door.world, code="mort", address=nowhere)
    dead.use("cas", {**CAS, "services": [{"address": nowhere}]})
    door.supplier.hosts = "127.0.0.1"
    door.use("cas", {**CAS, "services": [{"address": listening.service}]})
    entered(door, nowhere)
    entered(door, listening.service)
    account_id = door.world.accounts["resident"].pk
    end_supplier_sessions.call(account_id=account_id)
    run_waiting_jobs()
    assert len(listening.heard) == 1
    assert SupplierSession.objects.get(told_at=None).supplier.code == "mort"


def test_cas_logout_ends_the_session_and_leads_back_only_to_a_known_address(door: Door) -> None:
    door.use("cas", CAS)
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    answer = browser.get("/cas/logout", {"service": "https://evil.example/"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in browser.session
    answer = browser.get("/cas/logout", {"service": CAS["services"][0]["address"]})
    assert answer["Location"] == CAS["services"][0]["address"]
