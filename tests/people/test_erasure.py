"""Erasing one's account: proven over every table and every file, by a word that only one person's values hold."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from portee.kernel import events
from portee.kernel.actor import RoleKind
from portee.kernel.jobs import run_waiting_jobs
from portee.people.api import actor_of
from portee.people.events import AccountErased
from portee.people.models import (
    Account,
    AuditEntry,
    LineOutcome,
    ReaderCard,
    ReaderLine,
    Registration,
)
from portee.people.services.account import AccountNotAllowedError
from portee.people.services.account_erasure import ErasureRefusedError, erase_account
from portee.people.services.audit_entry import verify_entries
from tests.people import canary
from tests.people.world import NOW, TODAY, World


def rows_naming(word: str) -> Iterator[str]:
    """Every row of every table of the database whose text holds the word; sealed sessions are opened first."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of tables
            for row in cursor.fetchall():
                if any(word in text_of(value).lower() for value in row):
                    yield f"{table}: {row}"
    for session in Session.objects.all():
        if word in str(session.get_decoded()).lower():
            yield f"session {session.get_decoded()}"


def text_of(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


@pytest.fixture(autouse=True)
def _queued_mail(settings: object) -> None:
    """Mails wait in the database, as they do in service."""
    settings.EMAIL_BACKEND = "portee.kernel.mail.backend.QueuedEmailBackend"  # type: ignore[attr-defined]


def test_scan_sees_the_traces_that_a_person_leaves(world: World) -> None:
    canary.signed_in(canary.leave_traces(world))
    found = {row.split(":")[0] for row in rows_naming(canary.WORD)}
    assert found >= {
        "people_account",
        "people_addresschange",
        "people_registration",
        "people_registrationdraft",
        "account_emailaddress",
        "kernel_outgoingmail",
        "people_outsideidentity",
        "people_readercard",
        "people_readerline",
    }


def test_nothing_in_the_database_names_whoever_erased_her_account(world: World) -> None:
    account = canary.leave_traces(world)
    client = canary.signed_in(account)
    canary.erase_by_page(client)
    run_waiting_jobs()
    assert list(rows_naming(canary.WORD)) == []
    assert verify_entries() == []
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.account_id) == ("account_erased", account.pk)
    assert client.get("/mon-compte/").status_code == 302


def test_nothing_in_the_database_names_whoever_was_struck_off(world: World) -> None:
    account = canary.leave_traces(world)
    canary.signed_in(account)
    canary.strike_off_by_time(account)
    run_waiting_jobs()
    assert list(rows_naming(canary.WORD)) == []
    assert verify_entries() == []


def test_registered_child_loses_the_address_of_the_guardian_who_left_and_stays(
    world: World,
) -> None:
    account = canary.leave_traces(world)
    erase(account)
    [child] = Registration.objects.filter(display_name="Enfant")
    assert child.guardian_consented_at == NOW
    assert child.guardian_email == ""


def test_lists_keep_the_child_and_lose_the_address_of_the_guardian_who_left(world: World) -> None:
    erase(canary.leave_traces(world))
    assert ReaderCard.objects.get(account__display_name="Ali Roux").guardian_email == ""
    ali = ReaderLine.objects.get(display_name="Ali Roux", outcome=LineOutcome.CHANGED)
    assert ali.changes == [["guardian_email", "", "autre@example.org"]]
    [zoe] = ReaderLine.objects.filter(display_name="Zoé Roux")
    assert zoe.guardian_email == " et autre@example.org"
    assert zoe.reason_values == [""]


def test_address_that_is_part_of_another_stays_with_its_owner(world: World) -> None:
    canary.leave_traces(world)
    longer = f"x{canary.EMAIL}"
    ReaderCard.objects.update(guardian_email=longer)
    ReaderLine.objects.update(guardian_email=longer)
    erase(Account.objects.get(email=canary.EMAIL))
    assert ReaderCard.objects.filter(guardian_email=longer).exists()
    assert ReaderLine.objects.filter(guardian_email=longer).exists()


def test_contexts_above_are_told_once_it_is_done(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[AccountErased] = []
    events.subscribe(AccountErased, told.append)
    account = world.accounts["resident"]
    with django_capture_on_commit_callbacks(execute=True):
        erase(account)
    assert [event.account_id for event in told] == [account.pk]


def test_nobody_erases_somebody_else(world: World) -> None:
    manager = actor_of(account_id=world.accounts["county-manager"].pk, on=TODAY)
    with pytest.raises(AccountNotAllowedError):
        erase_account(account_id=world.accounts["resident"].pk, actor=manager, at=NOW)


def test_only_manager_of_a_node_is_told_to_find_another_first(world: World) -> None:
    county, valley = world.accounts["county-manager"], world.accounts["network_manager"]
    with pytest.raises(ErasureRefusedError, match="County"):
        erase(county)
    # The county's manager answers for the valley too.
    erase(valley)
    world.give(world.person("successor"), RoleKind.NETWORK_MANAGER, "county")
    erase(county)
    assert not Account.objects.filter(pk=county.pk).exists()


def erase(account: Account) -> None:
    """Erase an account as its holder."""
    actor = actor_of(account_id=account.pk, on=TODAY)
    erase_account(account_id=account.pk, actor=actor, at=NOW + timedelta(minutes=1))


def test_wrong_password_erases_nothing(world: World, client: Client) -> None:
    account = world.person("camille", password=canary.PASSWORD)
    client.force_login(account)
    answer = client.post("/mon-compte/donnees/effacer/", {"password": "une autre phrase"})
    assert answer.status_code == 422
    assert "pas votre mot de passe" in answer.content.decode()
    assert Account.objects.filter(pk=account.pk).exists()


def test_whoever_has_no_password_signs_in_again_first(world: World, client: Client) -> None:
    account = world.person("camille")
    client.force_login(account)
    Account.objects.filter(pk=account.pk).update(last_login=NOW - timedelta(days=1))
    assert client.post("/mon-compte/donnees/effacer/").status_code == 422
    assert Account.objects.filter(pk=account.pk).exists()
    client.force_login(account)
    assert client.post("/mon-compte/donnees/effacer/").status_code == 302
    assert not Account.objects.filter(pk=account.pk).exists()
