"""Whether the platforms of suppliers answer: asked by probes, said to readers, and nothing else changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django_tasks_db.models import DBTaskResult

from portee.access.models import Offer, ServiceState, Supplier
from portee.access.services import service_state
from portee.access.services.service_state import note_state, probe, watched_suppliers
from portee.access.tasks import PROBES, probe_supplier
from portee.kernel import clock
from portee.kernel.outbound import AddressRefused, Client, TargetUnavailable
from tests.access.offers import Offers
from tests.kernel.stub_server import client_for, says, stub, url_of
from tests.people.world import NOW


@pytest.fixture
def offer(offers: Offers) -> Offer:
    return offers.offer()


def state_of(offer: Offer) -> ServiceState:
    return ServiceState(Supplier.objects.get(pk=offer.supplier_id).service_state)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("200 OK", ServiceState.ANSWERS),
        ("302 Found", ServiceState.ANSWERS),
        ("403 Forbidden", ServiceState.ANSWERS),
        ("404 Not Found", ServiceState.ANSWERS),
        ("500 Internal Server Error", ServiceState.SILENT),
        ("503 Service Unavailable", ServiceState.SILENT),
    ],
)
def test_whatever_it_says_but_a_failure_is_an_answer(
    offer: Offer, status: str, expected: ServiceState
) -> None:
    with stub(says(b"x", "Location: https://elsewhere.example/", status=status)) as server:
        Offer.objects.update(address=url_of(server, "/"))
        found = probe(supplier_id=offer.supplier_id, at=NOW, client=client_for(server))
    assert found is expected
    assert len(server.requests) == 1


class Failing(Client):
    """A client whose every call fails in the same way."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def request(self, *_args: Any, **_options: Any) -> Any:
        raise self._error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TargetUnavailable("timeout"), ServiceState.SILENT),
        (TargetUnavailable("ConnectError"), ServiceState.SILENT),
        (TargetUnavailable("circuit_open"), ServiceState.SILENT),
        (TargetUnavailable("unknown_host"), ServiceState.UNKNOWN),
        (TargetUnavailable("resolution_timeout"), ServiceState.UNKNOWN),
        (TargetUnavailable("busy"), ServiceState.UNKNOWN),
        (AddressRefused("private_address"), ServiceState.UNKNOWN),
    ],
)
def test_what_may_be_our_own_fault_is_not_called_its_silence(
    offer: Offer, error: Exception, expected: ServiceState
) -> None:
    assert probe(supplier_id=offer.supplier_id, at=NOW, client=Failing(error)) is expected


def test_supplier_without_anything_to_open_is_not_asked(offers: Offers) -> None:
    offers.offer(is_published=False)
    assert watched_suppliers(at=NOW) == []
    supplier = offers.supplier()
    refused = Failing(AssertionError("it was asked"))
    assert probe(supplier_id=supplier.pk, at=NOW, client=refused) is ServiceState.UNKNOWN


def test_supplier_that_a_person_looks_after_keeps_the_state_she_gave(offer: Offer) -> None:
    Supplier.objects.update(is_watched=False, service_state=ServiceState.SILENT)
    assert watched_suppliers(at=NOW) == []
    seen = ServiceState.ANSWERS
    assert not note_state(supplier_id=offer.supplier_id, state=seen, since=NOW, at=NOW)
    assert state_of(offer) is ServiceState.SILENT


def run_probes(offer: Offer, found: ServiceState, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the job, and those that it queues, until none is left."""
    monkeypatch.setattr("portee.access.tasks.probe", lambda **_asked: found)
    asked: dict[str, Any] = {"supplier_id": offer.supplier_id}
    for _ in range(PROBES + 1):
        probe_supplier.call(**asked)
        queued = DBTaskResult.objects.filter(task_path__endswith="probe_supplier").first()
        if queued is None:
            return
        asked = queued.args_kwargs["kwargs"]
        queued.delete()


def test_readers_are_told_of_a_silence_at_the_third_failure_since_the_first(
    offer: Offer, monkeypatch: pytest.MonkeyPatch, client: Browser
) -> None:
    moments = iter(NOW + timedelta(minutes=number) for number in range(10))
    monkeypatch.setattr("portee.access.tasks.clock.now", lambda: next(moments))
    run_probes(offer, ServiceState.SILENT, monkeypatch)
    found = Supplier.objects.get(pk=offer.supplier_id)
    assert (found.service_state, found.service_since_at) == (ServiceState.SILENT, NOW)
    monkeypatch.setattr("portee.access.tasks.clock.now", lambda: NOW)
    assert "Ne répond pas pour l’instant" in client.get("/offres/").content.decode()
    assert "ne répond pas" in client.get(f"/offre/{offer.code}/").content.decode()

    run_probes(offer, ServiceState.ANSWERS, monkeypatch)
    assert state_of(offer) is ServiceState.ANSWERS
    assert "Ne répond pas" not in client.get("/offres/").content.decode()


def test_one_failure_tells_nobody(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.access.tasks.probe", lambda **_asked: ServiceState.SILENT)
    probe_supplier.call(supplier_id=offer.supplier_id)
    assert state_of(offer) is ServiceState.UNKNOWN
    assert DBTaskResult.objects.filter(task_path__endswith="probe_supplier").count() == 1


def test_same_state_seen_again_keeps_its_first_moment(offer: Offer) -> None:
    for minutes in (0, 10):
        at = clock.now() + timedelta(minutes=minutes)
        is_news = note_state(
            supplier_id=offer.supplier_id, state=ServiceState.SILENT, since=at, at=at
        )
        assert is_news is (minutes == 0)


def test_watching_is_every_supplier_once(offers: Offers) -> None:
    offers.offer("press")
    offers.offer("films")
    assert service_state.watched_suppliers(at=NOW) == [offers.supplier().pk]
