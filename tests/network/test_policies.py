"""Who may change the network: pure rules."""

import pytest

from portee.kernel.actor import VISITOR, Actor, Grant, RoleKind
from portee.network.policies import (
    may_change_establishment,
    may_create_establishment,
    may_move_establishment,
)

COUNTY, GROUP, LIBRARY, ELSEWHERE = "0001", "00010001", "000100010001", "00010002"


def holder(role: RoleKind, path: str) -> Actor:
    return Actor(account_id=1, grants=frozenset({Grant(role, path)}))


@pytest.mark.parametrize("role", list(RoleKind))
def test_only_librarians_and_managers_change_a_sheet(role: RoleKind) -> None:
    allowed = role in {RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER}
    assert may_change_establishment(holder(role, LIBRARY), node_path=LIBRARY) is allowed
    assert not may_change_establishment(holder(role, ELSEWHERE), node_path=LIBRARY)
    assert not may_change_establishment(holder(role, LIBRARY), node_path=GROUP)


def test_visitor_changes_nothing() -> None:
    assert not may_change_establishment(VISITOR, node_path=LIBRARY)
    assert not may_change_establishment(holder(RoleKind.LIBRARIAN, LIBRARY), node_path="")


def test_librarian_adds_no_establishment() -> None:
    assert not may_create_establishment(holder(RoleKind.LIBRARIAN, COUNTY), parent_path=GROUP)
    assert may_create_establishment(holder(RoleKind.NETWORK_MANAGER, COUNTY), parent_path=GROUP)


def test_manager_moves_only_between_nodes_of_hers_and_never_her_own() -> None:
    manager = holder(RoleKind.NETWORK_MANAGER, GROUP)
    assert may_move_establishment(manager, node_path=LIBRARY, parent_path=GROUP)
    assert not may_move_establishment(manager, node_path=LIBRARY, parent_path=ELSEWHERE)
    assert not may_move_establishment(manager, node_path=GROUP, parent_path=GROUP)
