"""Saying how readers are known: who may, what the trail keeps, where the secret is, and the try with a card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from portee.kernel.actor import Actor
from portee.people.models import AuditAction, AuditEntry, DirectoryKind, ReaderDirectory
from portee.people.ports import Outcome
from portee.people.queries.actor import actor_of
from portee.people.services.directory_secret import FOLDER, read_secret
from portee.people.services.reader_directory import (
    DirectoryExistsError,
    DirectoryNotAllowedError,
    DirectorySettings,
    DirectorySheetError,
    add_directory,
    change_directory,
    open_directory,
    remove_directory,
    try_directory,
)
from tests.people.directories.ils import client_for, ils, speak_sip2
from tests.people.directories.readers import SECRET
from tests.people.world import NOW, TODAY, World, build_world

SCREEN = "/gestion/annuaires/"
SHEET = 'institution_id = "BMVR"\ncharset = "utf-8"\nexpiry_field = "PA"\nsame_card = false'
OURS = "mot-de-passe"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / FOLDER


@pytest.fixture
def port() -> Iterator[int]:
    with ils(speak_sip2) as server:
        yield server.port


def manager(world: World, name: str = "network_manager") -> Actor:
    return actor_of(account_id=world.accounts[name].pk, on=TODAY)


def sip2(port: int = 6001, host: str = "127.0.0.1", sheet: str = SHEET) -> DirectorySettings:
    return DirectorySettings(
        kind=DirectoryKind.SIP2,
        host=host,
        port=port,
        is_encrypted=False,
        user="portee",
        sheet=sheet,
    )


def added(
    world: World,
    settings: DirectorySettings | None = None,
    *,
    by: str = "network_manager",
    at: str = "valley-library",
) -> ReaderDirectory:
    return add_directory(
        establishment_id=world.nodes[at].pk,
        settings=settings or sip2(),
        secret=OURS,
        actor=manager(world, by),
        at=NOW,
    )


def test_secret_is_a_file_of_its_own_and_in_no_row(world: World, folder: Path) -> None:
    row = added(world)
    assert read_secret(row.secret_handle) == OURS
    kept = folder / row.secret_handle
    assert (kept.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_readerdirectory")
        assert OURS not in str(cursor.fetchall())


@pytest.mark.parametrize("by", ["librarian", "resident", "hills-librarian"])
def test_directory_is_set_by_those_who_manage_the_establishment(world: World, by: str) -> None:
    with pytest.raises(DirectoryNotAllowedError):
        added(world, by=by)
    with pytest.raises(DirectoryNotAllowedError):
        added(world, at="hills-library")
    assert not ReaderDirectory.objects.exists()


def test_establishment_has_one_directory(world: World, folder: Path) -> None:
    added(world)
    with pytest.raises(DirectoryExistsError):
        added(world)
    assert len(list(folder.iterdir())) == 1


def test_sheet_with_a_mistake_is_refused_by_its_line(world: World) -> None:
    with pytest.raises(DirectorySheetError, match="couleur"):
        added(world, sip2(sheet='couleur = "bleu"'))
    with pytest.raises(DirectorySheetError, match="base"):
        added(world, DirectorySettings(kind=DirectoryKind.LDAP, host="ldap.example", port=636))


@pytest.mark.django_db(transaction=True)
def test_empty_secret_keeps_the_former_one_but_never_for_another_server(folder: Path) -> None:
    world = build_world()
    row = added(world)
    former = row.secret_handle

    def change(settings: DirectorySettings, secret: str = "") -> ReaderDirectory:
        return change_directory(
            directory_id=row.pk, settings=settings, secret=secret, actor=manager(world), at=NOW
        )

    assert change(sip2(sheet="")).secret_handle == former
    assert change(sip2(), "nouveau").secret_handle not in {"", former}
    assert change(sip2(host="ailleurs.example")).secret_handle == ""
    assert list(folder.iterdir()) == []


def test_trail_keeps_what_was_done_and_neither_secret_nor_card(world: World, port: int) -> None:
    row = added(world, sip2(port))
    tried(world, row, port)
    remove_directory(directory_id=row.pk, actor=manager(world), at=NOW)
    entries = AuditEntry.objects.filter(action__startswith="directory").order_by("pk")
    assert [entry.action for entry in entries] == [
        AuditAction.DIRECTORY_CHANGED,
        AuditAction.DIRECTORY_TRIED,
        AuditAction.DIRECTORY_REMOVED,
    ]
    facts = str([entry.facts for entry in entries])
    assert "valid" in facts
    assert "valley-library" in facts
    for private in (OURS, SECRET, "1001", "Lefèvre"):
        assert private not in facts


def tried(world: World, row: ReaderDirectory, port: int, secret: str = SECRET) -> object:
    return try_directory(
        directory_id=row.pk,
        card_number="1001",
        secret=secret,
        actor=manager(world),
        at=NOW,
        client=client_for(port),
    )


def test_directory_whose_secret_is_lost_is_unknown(world: World, folder: Path, port: int) -> None:
    row = added(world, sip2(port))
    (folder / row.secret_handle).unlink()
    directory = open_directory(row, client=client_for(port))
    answer = directory.check(card_number="1001", secret=SECRET, at=NOW)
    assert (answer.outcome, answer.reason) == (Outcome.UNKNOWN, "settings")


@pytest.mark.parametrize(
    ("kind", "host", "port"),
    [("sip2", "", None), ("sip2", "ils.example", None), ("local", "ils.example", 6001)],
)
def test_only_a_system_that_is_asked_has_an_address(
    world: World, kind: str, host: str, port: int | None
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReaderDirectory.objects.create(
            establishment=world.nodes["valley-library"], kind=kind, host=host, port=port
        )


def filled(world: World, **changed: str) -> dict[str, str]:
    values = {
        "establishment": str(world.nodes["valley-library"].pk),
        "kind": "sip2",
        "host": "127.0.0.1",
        "port": "6001",
        "user": "portee",
        "secret": OURS,
        "sheet": SHEET,
        "timeout_seconds": "2",
    }
    return {**values, **changed}


def test_manager_sets_a_directory_then_tries_it_and_sees_what_was_said_once(
    world: World, client: Client, port: int, settings: Settings
) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{port}"})
    client.force_login(world.accounts["network_manager"])
    made = client.post(f"{SCREEN}new/", filled(world, port=str(port)))
    row = ReaderDirectory.objects.get()
    assert made.headers["Location"] == f"{SCREEN}inspect/{row.pk}/"
    card = {"card_number": "1001", "secret": SECRET}
    page = client.post(f"{SCREEN}inspect/{row.pk}/", card).content.decode()
    assert "Zoé Lefèvre" in page
    assert "BLY|CQY|" in page
    assert SECRET not in page
    assert OURS not in page
    again = client.get(f"{SCREEN}inspect/{row.pk}/").content.decode()
    assert "Lefèvre" not in again
    wrong = client.post(f"{SCREEN}inspect/{row.pk}/", {**card, "secret": "autre"})
    assert (
        "Lefèvre" in wrong.content.decode()
    )  # the manager sees the very words, here of a lax system


def test_server_that_the_operator_did_not_name_is_said_with_what_to_do(
    world: World, client: Client
) -> None:
    row = added(world)
    client.force_login(world.accounts["network_manager"])
    page = client.post(
        f"{SCREEN}inspect/{row.pk}/", {"card_number": "1001", "secret": SECRET}
    ).content.decode()
    assert "PORTEE_OUTBOUND_PRIVATE_HOSTS" in page
    assert "127.0.0.1:6001" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sheet": "= rien"}, "TOML"),
        ({"host": ""}, "Un système que l’on interroge en a besoin."),
        ({"port": "70000"}, "65535"),
        ({"kind": "ldap"}, "institution_id"),
    ],
)
def test_form_says_what_is_missing_beside_its_field(
    world: World, client: Client, changed: dict[str, str], said: str
) -> None:
    client.force_login(world.accounts["network_manager"])
    page = client.post(f"{SCREEN}new/", filled(world, **changed)).content.decode()
    assert not ReaderDirectory.objects.exists()
    assert OURS not in page
    assert said in page


def test_manager_of_the_valley_neither_sees_nor_sets_those_of_the_hills(
    world: World, client: Client
) -> None:
    row = added(world, by="county-manager", at="hills-library")
    client.force_login(world.accounts["network_manager"])
    assert "Hills Library" not in client.get(SCREEN).content.decode()
    assert client.get(f"{SCREEN}inspect/{row.pk}/").status_code == 404
    assert client.post(f"{SCREEN}delete/{row.pk}/").status_code == 404
    there = filled(world, establishment=str(world.nodes["hills-library"].pk))
    client.post(f"{SCREEN}new/", there)
    assert ReaderDirectory.objects.count() == 1


def test_list_costs_the_same_queries_whatever_its_length(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(world.accounts["county-manager"])
    client.get(SCREEN)
    for place in ("county", "valley", "hills", "valley-library", "hills-library"):
        added(world, DirectorySettings(kind=DirectoryKind.LIST), by="county-manager", at=place)
        with django_assert_num_queries(13):
            assert client.get(SCREEN).status_code == 200
