"""Groups and roles never disagree."""

from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.kernel import clock
from portee.kernel.actor import STAFF_ROLES, RoleKind
from portee.people.models import Account, AuditEntry, Role
from portee.people.services.account import deactivate_account, reopen_account
from portee.people.services.group import (
    GROUP_PREFIX,
    derive_all_groups,
    derive_groups,
    ensure_groups,
)
from portee.people.services.role import RoleAlreadyHeldError, RoleDatesError, end_role, grant_role
from tests.people.world import NOW, SETTING_UP, TODAY, World

FIRST_DAY = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST_DAY + timedelta(days=n))
STEPS = st.one_of(
    st.tuples(st.just("grant"), st.sampled_from(list(RoleKind)), DAYS, st.none() | DAYS),
    st.tuples(st.just("end"), st.integers(0, 5), DAYS, st.none()),
    st.tuples(st.just("close"), st.none(), DAYS, st.none()),
    st.tuples(st.just("reopen"), st.none(), DAYS, st.none()),
    st.tuples(st.just("tamper"), st.sampled_from(sorted(STAFF_ROLES)), DAYS, st.none()),
    st.tuples(st.just("sleep"), st.none(), DAYS, st.none()),
)


def expected(account: Account, day: date) -> set[str]:
    if not Account.objects.get(pk=account.pk).is_active:
        return set()
    rows = Role.objects.filter(account=account)
    held = {
        role.kind
        for role in rows
        if role.start_date <= day and (role.end_date is None or day <= role.end_date)
    }
    return {f"{GROUP_PREFIX}{kind}" for kind in held & {kind.value for kind in STAFF_ROLES}}


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def apply(world: World, account: Account, step: tuple[str, object, date, date | None]) -> None:
    verb, what, day, end = step
    at = noon(day)
    if verb == "grant":
        grant_role(
            account_id=account.pk,
            establishment_id=world.nodes["valley"].pk,
            kind=RoleKind(str(what)),
            start_date=day,
            end_date=end,
            actor=SETTING_UP,
            at=at,
        )
    elif verb == "end" and (roles := list(Role.objects.filter(account=account).order_by("pk"))):
        role = roles[int(str(what)) % len(roles)]
        end_role(role_id=role.pk, last_date=day, actor=SETTING_UP, at=at)
    elif verb == "close":
        deactivate_account(account_id=account.pk, actor=SETTING_UP, at=at)
    elif verb == "reopen":
        reopen_account(account_id=account.pk, actor=SETTING_UP, at=at)
    elif verb == "tamper":
        group, _ = Group.objects.get_or_create(name=f"{GROUP_PREFIX}{what}")
        account.groups.add(group)
        derive_all_groups(on=day)
    else:
        derive_all_groups(on=day)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, max_size=10))
def test_after_any_history_groups_are_those_of_the_roles(
    world: World, steps: list[tuple[str, object, date, date | None]]
) -> None:
    account = Account.objects.create_user(email=f"p{Account.objects.count()}@example.org")
    for step in steps:
        day = step[2]
        try:
            apply(world, account, step)
        except (RoleAlreadyHeldError, RoleDatesError):
            # Refused: nothing changed, but the groups may still be those of another day.
            derive_groups(account, on=day)
        if Account.objects.get(pk=account.pk).groups_derived_on == day:
            names = set(account.groups.values_list("name", flat=True))
            assert names == expected(account, day)
    derive_all_groups(on=TODAY)
    account = Account.objects.get(pk=account.pk)
    assert set(account.groups.values_list("name", flat=True)) == expected(account, TODAY)


def test_each_staff_role_opens_the_back_office_and_nothing_else(world: World) -> None:
    for kind in RoleKind:
        permissions = world.accounts[kind.value].get_all_permissions()
        assert permissions == ({"wagtailadmin.access_admin"} if kind in STAFF_ROLES else set())


def test_role_that_ends_at_midnight_closes_the_back_office_at_midnight(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.person("camille")
    world.give(person, RoleKind.LIBRARIAN, "valley-library", end=TODAY)
    client.force_login(person)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    assert client.get("/gestion/").status_code == 200
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=1))
    assert client.get("/gestion/").status_code == 403


def test_role_that_begins_today_opens_the_back_office_before_any_job_ran(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.person("camille")
    world.give(person, RoleKind.LIBRARIAN, "valley-library", start=TODAY + timedelta(days=1))
    assert not person.groups.exists()
    client.force_login(person)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=1))
    assert client.get("/gestion/").status_code == 200
    assert person.groups.count() == 1


def test_groups_touched_by_hand_are_put_right_at_the_door(world: World, client: Client) -> None:
    librarian = world.accounts["librarian"]
    stranger = Group.objects.create(name="Editors of everything")
    librarian.groups.add(stranger)
    client.force_login(librarian)
    client.get("/gestion/")
    assert [group.name for group in librarian.groups.all()] == ["role:librarian"]


def test_daily_derivation_removes_what_no_role_explains(world: World) -> None:
    librarian = world.accounts["librarian"]
    stranger = Group.objects.create(name="Editors of everything")
    permission = Permission.objects.get(codename="change_account")
    stranger.permissions.add(permission)
    librarian.groups.add(stranger)
    world.accounts["resident"].user_permissions.add(permission)
    Group.objects.get(name="role:librarian").permissions.add(permission)
    derive_all_groups(on=TODAY)
    assert not Group.objects.filter(name="Editors of everything").exists()
    assert not Account.objects.filter(user_permissions__isnull=False).exists()
    assert not Permission.objects.filter(pk=permission.pk, group__isnull=False).exists()
    assert derive_all_groups(on=TODAY) == 0


def test_right_groups_are_only_read(world: World, django_assert_num_queries: object) -> None:
    librarian = world.accounts["librarian"]
    derive_groups(librarian, on=TODAY)
    librarian.refresh_from_db()
    with django_assert_num_queries(1):  # type: ignore[operator]
        ensure_groups(librarian, kinds={RoleKind.LIBRARIAN}, on=TODAY)


def test_trail_is_written_with_each_change_at_its_instant(world: World) -> None:
    assert AuditEntry.objects.count() == Role.objects.count() + Account.objects.count()
    assert set(AuditEntry.objects.values_list("at", flat=True)) == {NOW}
