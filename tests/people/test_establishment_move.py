"""Moving an establishment: who may, what it changes for roles, and that what was read is what is done."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from portee.kernel.actor import Actor, RoleKind
from portee.kernel.transactions import retrying
from portee.network.api import EstablishmentSummary, MoveRefusedError, find_establishment
from portee.network.models import Establishment
from portee.people.models import AuditAction, AuditEntry
from portee.people.queries.actor import actor_of
from portee.people.queries.establishment_move import MovePreview, preview_move
from portee.people.services.audit_entry import verify_entries
from portee.people.services.establishment_move import (
    MoveNotAllowedError,
    MoveOutdatedError,
    move_establishment,
)
from tests.people.world import NOW, TODAY, World, build_world

SCREEN = "/gestion/deplacements/"


def manager(world: World, name: str = "county-manager") -> Actor:
    return actor_of(account_id=world.accounts[name].pk, on=TODAY)


def node(code: str) -> EstablishmentSummary:
    found = find_establishment(code)
    assert found
    return found


def read(code: str, under: str, *, by: Actor) -> MovePreview:
    """The preview of a move, as somebody reads it now."""
    return preview_move(
        establishment=node(code),
        parent=node(under),
        actor=by,
        on=TODAY,
    )


def moved(world: World, code: str, under: str, *, by: Actor, seal: str | None = None) -> None:
    preview = read(code, under, by=by)
    move_establishment(
        establishment_id=world.nodes[code].pk,
        parent_id=world.nodes[under].pk,
        seal=preview.seal if seal is None else seal,
        actor=by,
        at=NOW,
    )


def test_roles_of_the_old_place_no_longer_reach_the_node_and_those_of_the_new_one_do(
    world: World,
) -> None:
    world.give(world.person("hills-manager"), RoleKind.NETWORK_MANAGER, "hills")
    moved(world, "valley-library", "hills", by=manager(world))
    path = Establishment.objects.get(code="valley-library").path
    assert not manager(world, "network_manager").holds(RoleKind.NETWORK_MANAGER, at=path)
    assert manager(world, "hills-manager").holds(RoleKind.NETWORK_MANAGER, at=path)
    assert manager(world, "librarian").holds(RoleKind.LIBRARIAN, at=path)


def test_preview_says_whose_roles_are_lost_and_gained_and_nothing_of_those_that_stay(
    world: World,
) -> None:
    world.give(world.person("writer-to-come"), RoleKind.WRITER, "hills", start=date(2027, 1, 1))
    world.give(world.person("former"), RoleKind.WRITER, "hills", end=date(2021, 1, 1))
    preview = read("valley-library", "hills", by=manager(world))
    assert [line.names for line in preview.lost.lines] == [("Network_Manager",)]
    assert [line.names for line in preview.gained.lines] == [("Writer-To-Come",)]
    assert preview.old_way == ("County", "Valley")
    assert preview.new_way == ("County", "Hills")


def test_people_out_of_sight_are_counted_and_not_named(world: World) -> None:
    both = world.accounts["network_manager"]
    world.give(both, RoleKind.NETWORK_MANAGER, "hills-library")
    world.give(world.person("unseen"), RoleKind.WRITER, "hills")
    preview = read("valley-library", "hills-library", by=manager(world, "network_manager"))
    assert preview.gained.out_of_sight == 1
    assert not any("Unseen" in line.names for line in preview.gained.lines)


def test_move_is_sealed_in_the_trail_without_a_name(world: World) -> None:
    moved(world, "valley-library", "hills", by=manager(world))
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == AuditAction.ESTABLISHMENT_MOVED
    assert entry.actor_account_id == world.accounts["county-manager"].pk
    assert entry.account_id is None
    assert entry.facts == {
        "establishment": "valley-library",
        "former_parent": "valley",
        "parent": "hills",
        "roles_lost": 1,
        "roles_gained": 0,
    }
    assert verify_entries() == []


@pytest.mark.parametrize(
    ("by", "code", "under"),
    [
        ("network_manager", "valley-library", "hills"),  # manages the place it leaves only
        ("network_manager", "hills-library", "valley"),  # manages the place it goes to only
        ("network_manager", "valley", "hills-library"),  # the node where the role is held
        ("librarian", "valley-library", "hills"),
        ("resident", "valley-library", "hills"),
    ],
)
def test_move_is_refused_to_whoever_does_not_manage_both_places(
    world: World, by: str, code: str, under: str
) -> None:
    with pytest.raises(MoveNotAllowedError):
        moved(world, code, under, by=manager(world, by))
    assert Establishment.objects.get(code=code).path == world.nodes[code].path


@pytest.mark.parametrize(("code", "under"), [("valley", "valley-library"), ("valley", "valley")])
def test_cycle_is_refused(world: World, code: str, under: str) -> None:
    with pytest.raises(MoveRefusedError):
        moved(world, code, under, by=manager(world))


def test_move_to_where_it_already_is_is_refused(world: World) -> None:
    with pytest.raises(MoveRefusedError):
        moved(world, "valley-library", "valley", by=manager(world))


def test_role_given_since_the_preview_makes_it_outdated(world: World) -> None:
    seal = read("valley-library", "hills", by=manager(world)).seal
    world.give(world.person("latecomer"), RoleKind.LIBRARIAN, "hills")
    with pytest.raises(MoveOutdatedError):
        moved(world, "valley-library", "hills", by=manager(world), seal=seal)
    assert Establishment.objects.get(code="valley-library").path == (
        world.nodes["valley-library"].path
    )


def test_role_lost_since_the_request_began_moves_nothing(world: World) -> None:
    stale = manager(world)
    world.accounts["county-manager"].roles.all().delete()
    with pytest.raises(MoveNotAllowedError):
        moved(world, "valley-library", "hills", by=stale)


@pytest.mark.django_db(transaction=True)
def test_two_moves_that_would_make_a_cycle_together_leave_a_sound_tree() -> None:
    world = build_world()
    actor, outcomes = manager(world), []
    seals = {
        (code, under): read(code, under, by=actor).seal
        for code, under in (("valley", "hills"), ("hills", "valley"))
    }

    @retrying(attempts=10)
    def try_to_move(code: str, under: str) -> None:
        moved(world, code, under, by=actor, seal=seals[code, under])

    def move(code: str, under: str) -> None:
        try:
            try_to_move(code, under)
            outcomes.append("moved")
        except (MoveOutdatedError, MoveRefusedError):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in seals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "refused"]
    assert not any(Establishment.find_problems())
    assert Establishment.objects.count() == 5
    assert verify_entries() == []


def test_manager_reads_the_preview_then_confirms_it(world: World, client: Client) -> None:
    client.force_login(world.accounts["county-manager"])
    library, hills = world.nodes["valley-library"], world.nodes["hills"]
    asked = {"establishment": library.pk, "parent": hills.pk}
    page = client.get(SCREEN, asked)
    assert "Network_Manager" in page.content.decode()
    seal = page.context["preview"].seal
    assert client.post(SCREEN, {**asked, "seal": seal}).status_code == 302
    assert Establishment.objects.get(pk=library.pk).path.startswith(hills.path)


def test_confirmation_without_its_preview_moves_nothing(world: World, client: Client) -> None:
    client.force_login(world.accounts["county-manager"])
    asked = {"establishment": world.nodes["valley-library"].pk, "parent": world.nodes["hills"].pk}
    response = client.post(SCREEN, asked, follow=True)
    assert "relisez-le avant de confirmer" in response.content.decode()
    assert Establishment.objects.get(code="valley-library").path == (
        world.nodes["valley-library"].path
    )


def test_screen_offers_what_the_manager_manages_and_never_her_own_node(
    world: World, client: Client
) -> None:
    client.force_login(world.accounts["network_manager"])
    form = client.get(SCREEN).context["form"]
    offered = {key for key, _ in form.fields["establishment"].choices if key}
    assert offered == {world.nodes["valley-library"].pk}
    hills = world.nodes["hills"].pk
    asked = {"establishment": world.nodes["valley-library"].pk, "parent": hills}
    assert client.get(SCREEN, asked).context["preview"] is None
    client.post(SCREEN, {**asked, "seal": "x"})
    assert Establishment.objects.get(code="valley-library").path == (
        world.nodes["valley-library"].path
    )


@pytest.mark.parametrize(
    ("by", "code", "is_offered"),
    [
        ("county-manager", "valley", True),
        ("network_manager", "valley", False),
        ("network_manager", "valley-library", True),
        ("librarian", "valley-library", False),
    ],
)
def test_sheet_leads_to_the_move_for_whoever_may_make_one(
    world: World, client: Client, by: str, code: str, is_offered: bool
) -> None:
    client.force_login(world.accounts[by])
    page = client.get(f"/gestion/etablissements/edit/{world.nodes[code].pk}/").content.decode()
    assert (f"{SCREEN}?establishment=" in page) is is_offered
