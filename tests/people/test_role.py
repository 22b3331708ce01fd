"""Giving and ending roles through the services, with their events and their trail."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.people.api import actor_of
from portee.people.events import RoleEnded, RoleGranted
from portee.people.models import Account, AuditEntry, Role
from portee.people.services.role import (
    RoleAlreadyHeldError,
    RoleDatesError,
    RoleNotAllowedError,
    end_role,
    grant_role,
)
from tests.people.world import NOW, SETTING_UP, TODAY, World


def actor(account: Account) -> Actor:
    return actor_of(account_id=account.pk, on=TODAY)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[events.Event]:
    heard: list[events.Event] = []
    for kind in (RoleGranted, RoleEnded):
        monkeypatch.setitem(events._handlers, kind, [heard.append])
    return heard


def give(world: World, by: str, to: str, kind: RoleKind, at: str, **dates: date) -> Role:
    return grant_role(
        account_id=world.accounts[to].pk,
        establishment_id=world.nodes[at].pk,
        kind=kind,
        start_date=dates.get("start", TODAY),
        end_date=dates.get("end"),
        actor=actor(world.accounts[by]),
        at=NOW,
    )


def test_librarian_gives_a_reader_role_and_the_rest_is_told(
    world: World,
    told: list[events.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        role = give(world, "librarian", "nobody", RoleKind.RESIDENT, "valley-library")
    assert told == [
        RoleGranted(
            role_id=role.pk,
            account_id=role.account_id,
            establishment_id=role.establishment_id,
            at=NOW,
        )
    ]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.actor_account_id) == (
        "role_granted",
        world.accounts["librarian"].pk,
    )
    assert entry.facts["establishment"] == "valley-library"


@pytest.mark.parametrize(
    ("by", "to", "kind", "at"),
    [
        ("librarian", "nobody", RoleKind.LIBRARIAN, "valley-library"),
        ("librarian", "nobody", RoleKind.RESIDENT, "hills-library"),
        ("librarian", "nobody", RoleKind.RESIDENT, "valley"),
        ("network_manager", "nobody", RoleKind.RESIDENT, "county"),
        ("network_manager", "network_manager", RoleKind.RESIDENT, "valley-library"),
        ("writer", "nobody", RoleKind.RESIDENT, "valley-library"),
        ("nobody", "nobody", RoleKind.RESIDENT, "valley-library"),
    ],
)
def test_role_out_of_reach_is_refused_and_leaves_no_trace(
    world: World, by: str, to: str, kind: RoleKind, at: str
) -> None:
    before = (Role.objects.count(), AuditEntry.objects.count())
    with pytest.raises(RoleNotAllowedError):
        give(world, by, to, kind, at)
    assert (Role.objects.count(), AuditEntry.objects.count()) == before


def test_role_is_held_on_its_first_and_last_days_only(world: World) -> None:
    person = world.person("camille")
    world.give(person, RoleKind.RESIDENT, "valley", start=date(2026, 3, 1), end=date(2026, 3, 31))
    held = {
        day: bool(actor_of(account_id=person.pk, on=day).grants)
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    }
    assert list(held.values()) == [False, True, True, False]


def test_same_role_twice_on_the_same_days_is_refused(world: World) -> None:
    give(world, "librarian", "nobody", RoleKind.PUPIL, "valley-library", end=date(2026, 12, 31))
    with pytest.raises(RoleAlreadyHeldError):
        give(
            world, "librarian", "nobody", RoleKind.PUPIL, "valley-library", start=date(2026, 12, 31)
        )
    give(world, "librarian", "nobody", RoleKind.PUPIL, "valley-library", start=date(2027, 1, 1))


def test_role_that_ends_before_it_starts_is_refused(world: World) -> None:
    with pytest.raises(RoleDatesError):
        give(
            world,
            "librarian",
            "nobody",
            RoleKind.PUPIL,
            "valley-library",
            end=TODAY - timedelta(days=1),
        )


def test_role_ended_yesterday_is_over_today(world: World) -> None:
    reader = world.accounts["resident"]
    role = Role.objects.get(account=reader)
    end_role(
        role_id=role.pk,
        last_date=TODAY - timedelta(days=1),
        actor=actor(world.accounts["librarian"]),
        at=NOW,
    )
    assert not actor_of(account_id=reader.pk, on=TODAY).grants


def test_days_already_lived_are_not_undone(world: World) -> None:
    role = Role.objects.get(account=world.accounts["resident"])
    with pytest.raises(RoleDatesError):
        end_role(role_id=role.pk, last_date=TODAY - timedelta(days=2), actor=SETTING_UP, at=NOW)


def test_role_not_yet_begun_is_removed_and_stays_in_the_trail(world: World) -> None:
    role = world.give(
        world.accounts["nobody"], RoleKind.PUPIL, "valley", start=TODAY + timedelta(days=5)
    )
    assert end_role(role_id=role.pk, last_date=TODAY, actor=SETTING_UP, at=NOW) is None
    assert not Role.objects.filter(pk=role.pk).exists()
    assert AuditEntry.objects.latest("pk").action == "role_ended"


@pytest.mark.parametrize(("by", "of"), [("librarian", "writer"), ("librarian", "hills-reader")])
def test_librarian_ends_neither_staff_roles_nor_roles_elsewhere(
    world: World, by: str, of: str
) -> None:
    role = Role.objects.get(account=world.accounts[of])
    with pytest.raises(RoleNotAllowedError):
        end_role(role_id=role.pk, last_date=TODAY, actor=actor(world.accounts[by]), at=NOW)


def test_actor_costs_one_query(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert actor_of(account_id=world.accounts["librarian"].pk, on=TODAY).is_staff
