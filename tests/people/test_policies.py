"""Who may do what to accounts and roles, without a database."""

import pytest

from portee.kernel.actor import VISITOR, Actor, Grant, RoleKind, system_actor
from portee.people import policies

COUNTY, VALLEY, LIBRARY, HILLS = "0001", "00010001", "000100010001", "00010002"


def holder(kind: RoleKind, at: str, account_id: int = 1) -> Actor:
    return Actor(account_id=account_id, grants=frozenset({Grant(kind, at)}))


LIBRARIAN = holder(RoleKind.LIBRARIAN, LIBRARY)
MANAGER = holder(RoleKind.NETWORK_MANAGER, VALLEY)


def test_manager_gives_any_role_at_her_node_and_below() -> None:
    for kind in RoleKind:
        for at in (VALLEY, LIBRARY):
            assert policies.may_grant_role(MANAGER, kind=kind, node_path=at, account_id=2)


@pytest.mark.parametrize("at", [COUNTY, HILLS, ""])
def test_manager_gives_no_role_above_or_beside_her_node(at: str) -> None:
    for kind in RoleKind:
        assert not policies.may_grant_role(MANAGER, kind=kind, node_path=at, account_id=2)


def test_librarian_gives_reader_roles_at_her_establishment_and_no_other() -> None:
    given = {
        kind
        for kind in RoleKind
        if policies.may_grant_role(LIBRARIAN, kind=kind, node_path=LIBRARY, account_id=2)
    }
    assert given == {RoleKind.RESIDENT, RoleKind.PUPIL, RoleKind.GUARDIAN, RoleKind.TEACHER}
    assert not policies.may_grant_role(
        LIBRARIAN, kind=RoleKind.RESIDENT, node_path=VALLEY, account_id=2
    )


@pytest.mark.parametrize("actor", [LIBRARIAN, MANAGER])
def test_nobody_gives_or_ends_her_own_role(actor: Actor) -> None:
    rule = {"kind": RoleKind.RESIDENT, "node_path": LIBRARY, "account_id": 1}
    assert not policies.may_grant_role(actor, **rule)  # type: ignore[arg-type]
    assert not policies.may_end_role(actor, **rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kind", sorted(set(RoleKind) - {RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER})
)
def test_other_roles_give_nothing_and_see_nobody(kind: RoleKind) -> None:
    actor = holder(kind, COUNTY)
    assert not policies.grantable_kinds(actor)
    assert not policies.managed_nodes(actor)
    assert not policies.may_see_account(actor, account_id=2, node_paths=[LIBRARY])
    assert not policies.may_govern_account(actor, account_id=2, node_paths=[LIBRARY])


def test_visitor_may_do_nothing() -> None:
    assert not policies.grantable_kinds(VISITOR)
    assert not policies.may_change_account(VISITOR, account_id=1)
    assert not policies.may_see_account(VISITOR, account_id=1, node_paths=[COUNTY])
    assert not policies.may_govern_account(VISITOR, account_id=1, node_paths=[COUNTY])
    assert not policies.may_grant_role(
        VISITOR, kind=RoleKind.RESIDENT, node_path=COUNTY, account_id=None
    )


def test_account_is_governed_from_above_all_its_roles() -> None:
    assert policies.may_govern_account(MANAGER, account_id=2, node_paths=[VALLEY, LIBRARY])
    assert not policies.may_govern_account(MANAGER, account_id=2, node_paths=[LIBRARY, HILLS])
    assert not policies.may_govern_account(MANAGER, account_id=2, node_paths=[])
    assert not policies.may_govern_account(MANAGER, account_id=1, node_paths=[LIBRARY])
    assert not policies.may_govern_account(LIBRARIAN, account_id=2, node_paths=[LIBRARY])


def test_person_changes_her_own_name_and_no_one_elses() -> None:
    assert policies.may_change_account(LIBRARIAN, account_id=1)
    assert not policies.may_change_account(MANAGER, account_id=2)


def test_command_is_named_and_may_do_all() -> None:
    command = system_actor("demo")
    assert policies.may_grant_role(
        command, kind=RoleKind.NETWORK_MANAGER, node_path=COUNTY, account_id=2
    )
    assert not command.is_visitor
    assert not command.is_staff
    with pytest.raises(ValueError, match="named"):
        system_actor("")
