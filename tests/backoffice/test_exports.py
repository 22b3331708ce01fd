"""Lists that leave the back office: sealed in the trail when they hold people."""

from typing import Any

import pytest
from django.test import Client

from portee.people.models import AuditEntry
from portee.people.services.audit_entry import verify_entries
from tests.answers import let_go
from tests.people.world import World


@pytest.mark.parametrize("screen", ["comptes", "roles", "inscrits", "inscriptions", "journal"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_of_people_is_sealed_in_numbers(
    world: World, client: Client, screen: str, form: str
) -> None:
    manager = world.accounts["county-manager"]
    client.force_login(manager)
    answer: Any = client.get(f"/gestion/{screen}/?export={form}")
    assert answer.status_code == 200
    let_go(answer)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.actor_account_id) == ("list_exported", manager.pk)
    assert set(entry.facts) == {"screen", "format", "rows"}
    assert (entry.facts["screen"], entry.facts["format"]) == (screen, form)
    assert verify_entries() == []


def test_reading_a_list_or_exporting_establishments_is_not(world: World, client: Client) -> None:
    client.force_login(world.accounts["county-manager"])
    before = AuditEntry.objects.count()
    client.get("/gestion/comptes/")
    answer: Any = client.get("/gestion/etablissements/?export=csv")
    let_go(answer)
    assert AuditEntry.objects.count() == before
