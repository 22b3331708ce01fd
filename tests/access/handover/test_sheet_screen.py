"""The screen of sheets: written in versions, tried without anything being sent, put in use."""

import json
from typing import Any

import pytest
from django.test import Client

from portee.access.errors import SheetRefusedError
from portee.access.models import SupplierIdentifier, SupplierSheet, Ticket
from portee.access.services.supplier_sheet import put_in_use, try_sheet, write_sheet
from tests.access.handover.world import CAS, NAME_ASKED, NOW, SERVICE, Door, supplier_named

SCREEN = "/gestion/fiches-connexion/"


@pytest.fixture
def manager(door: Door) -> Client:
    """Whoever manages the whole network."""
    client = Client()
    client.force_login(door.world.accounts["county-manager"])
    return client


def written(door: Door, **content: Any) -> SupplierSheet:
    """A version."""
    return write_sheet(
        supplier_id=door.supplier.pk,
        method="cas",
        content={**CAS, **content},
        actor=door.actor("county-manager"),
        at=NOW,
    )


def test_each_version_stays_and_one_is_in_use(door: Door) -> None:
    first, second = written(door), written(door, ticket_seconds=10)
    assert (first.version, second.version) == (1, 2)
    put_in_use(sheet_id=second.pk, at=NOW)
    put_in_use(sheet_id=first.pk, at=NOW)
    door.supplier.refresh_from_db()
    assert door.supplier.active_sheet == first


def test_sheet_that_leads_elsewhere_is_not_written(door: Door) -> None:
    with pytest.raises(SheetRefusedError, match="evil"):
        written(door, services=[{"address": "https://evil.example/"}])


def test_dry_run_sends_and_keeps_nothing(door: Door) -> None:
    row = written(door, attributes=[NAME_ASKED])
    agreed = "".join(one.text for one in try_sheet(row, agrees=True, at=NOW))
    refused = "".join(one.text for one in try_sheet(row, agrees=False, at=NOW))
    assert "Camille Exemple" in agreed
    assert "displayName" not in refused
    assert not Ticket.objects.exists()
    assert not SupplierIdentifier.objects.exists()


def test_manager_writes_tries_and_puts_in_use(door: Door, manager: Client) -> None:
    form = {"supplier": door.supplier.pk, "method": "cas", "content": json.dumps(CAS)}
    answer = manager.post(f"{SCREEN}new/", form, follow=True)
    row = SupplierSheet.objects.get()
    page = answer.content.decode()
    assert "ST-EXAMPLE" in page
    assert manager.post(f"{SCREEN}inspect/{row.pk}/").status_code == 302
    door.supplier.refresh_from_db()
    assert door.supplier.active_sheet == row


def test_fault_is_said_beside_the_content(door: Door, manager: Client) -> None:
    form = {"supplier": door.supplier.pk, "method": "cas", "content": '{"schema": 1}'}
    page = manager.post(f"{SCREEN}new/", form).content.decode()
    assert "services" in page
    assert not SupplierSheet.objects.exists()


def test_shipped_sheet_is_taken_where_the_hosts_are_the_suppliers(
    door: Door, manager: Client
) -> None:
    door.supplier.hosts = "plateforme.example.org"
    door.supplier.save()
    form = {"supplier": door.supplier.pk, "shipped": "generic-cas", "method": "", "content": ""}
    manager.post(f"{SCREEN}new/", form)
    assert SupplierSheet.objects.get().method == "cas"


def test_secret_is_kept_and_never_shown(
    door: Door, manager: Client, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    row = written(door)
    secret = "un secret assez long"
    manager.post(f"{SCREEN}inspect/{row.pk}/", {"secret": secret})
    assert secret not in manager.get(f"{SCREEN}inspect/{row.pk}/").content.decode()
    [kept] = (tmp_path / "supplier-secrets").iterdir()
    assert kept.read_text() == secret
    assert kept.stat().st_mode & 0o077 == 0


def test_librarian_does_not_see_sheets(door: Door) -> None:
    client = Client()
    client.force_login(door.world.accounts["librarian"])
    assert client.get(SCREEN).status_code == 403


OIDC: dict[str, Any] = {"schema": 1, "client_id": "films", "redirect_uris": [{"address": SERVICE}]}
BELOW = {**CAS, "services": [{"address": "https://films.example.org/", "below": True}]}


SAML: dict[str, Any] = {
    "schema": 1,
    "entity_id": "https://films.example.org/saml",
    "assertion_consumers": [{"address": "https://films.example.org/saml/acs"}],
}


@pytest.mark.parametrize(
    ("method", "theirs", "ours"),
    [
        ("cas", BELOW, CAS),
        ("cas", CAS, BELOW),
        ("oidc", OIDC, OIDC),
        ("saml", SAML, SAML),
    ],
)
def test_two_suppliers_are_never_taken_for_each_other(
    door: Door, method: str, theirs: dict[str, Any], ours: dict[str, Any]
) -> None:
    twin = Door(door.world, supplier_named("jumeau"), door.offer)
    twin.use(method, theirs)
    actor = door.actor("county-manager")
    row = write_sheet(
        supplier_id=door.supplier.pk, method=method, content=ours, actor=actor, at=NOW
    )
    with pytest.raises(SheetRefusedError, match="Jumeau"):
        put_in_use(sheet_id=row.pk, at=NOW)
    twin.use("plain_link", {"schema": 1})
    put_in_use(sheet_id=row.pk, at=NOW)
    put_in_use(sheet_id=row.pk, at=NOW)


def write_saml(door: Door, **more: Any) -> None:
    """Write a sheet for SAML."""
    write_sheet(
        supplier_id=door.supplier.pk,
        method="saml",
        content={**SAML, **more},
        actor=door.actor("county-manager"),
        at=NOW,
    )


def test_saml_sheet_is_refused_in_words_where_saml_is_not_installed(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.access.services.supplier_sheet.is_available", lambda: False)
    with pytest.raises(SheetRefusedError, match="xmlsec1"):
        write_saml(door)
    row = door.use("saml", SAML)
    with pytest.raises(SheetRefusedError, match="xmlsec1"):
        put_in_use(sheet_id=row.pk, at=NOW)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"certificates": ["rien"]}, "certificates"),
        (
            {"assertion_consumers": [{"address": "https://films.example.org/", "below": True}]},
            "below",
        ),
        ({"assertion_consumers": [{"address": "https://evil.example/acs"}]}, "evil.example"),
        ({"logout_response": "https://evil.example/slo"}, "evil.example"),
        ({"back_channel_logout": "http://films.example.org/slo"}, "back_channel_logout"),
        ({"entity_id": "deux mots"}, "entity_id"),
        ({"attributes": [{"name": "urn:oid:1 2", "fact": "name"}]}, "attributes"),
    ],
)
def test_saml_sheet_that_cannot_be_used_is_refused_with_its_place(
    door: Door, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], place: str
) -> None:
    monkeypatch.setattr("portee.access.services.supplier_sheet.is_available", lambda: True)
    with pytest.raises(SheetRefusedError, match=place):
        write_saml(door, **wrong)


def test_sheet_of_a_method_without_a_schema_opens_nothing(door: Door) -> None:
    door.use("saml", {"schema": 1})
    browser = Client()
    browser.force_login(door.world.accounts["resident"])
    assert browser.post("/offre/films/ouvrir/").status_code == 502
