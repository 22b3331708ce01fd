"""Who may do what to accounts and roles: pure rules on an actor, no database.

A path is the materialised path of an establishment (kernel/actor.py).
"""

from collections.abc import Collection, Iterable

from portee.kernel.actor import STAFF_ROLES, Actor, RoleKind
from portee.people.enrolled_kind import ENROLLED_KINDS

READER_ROLES = frozenset({RoleKind.RESIDENT, RoleKind.PUPIL, RoleKind.GUARDIAN, RoleKind.TEACHER})
"""The roles that a librarian gives at her establishments; the others are given by a network manager."""

MANAGING_ROLES = frozenset({RoleKind.NETWORK_MANAGER, RoleKind.LIBRARIAN})
"""The roles that see people at all."""


def may_grant_role(actor: Actor, *, kind: RoleKind, node_path: str, account_id: int | None) -> bool:
    """Whether the actor may give the role `kind` at the node to the account (None: one not yet created).

    A manager gives any role at her node and below it, a librarian reader roles at hers; nobody
    gives a role to herself.
    """
    if actor.is_system:
        return True
    if actor.account_id is None or actor.account_id == account_id:
        return False
    if actor.holds(RoleKind.NETWORK_MANAGER, at=node_path):
        return True
    return kind in READER_ROLES and actor.holds(RoleKind.LIBRARIAN, at=node_path)


def may_end_role(actor: Actor, *, kind: RoleKind, node_path: str, account_id: int) -> bool:
    """Whether the actor may end that role: whoever could give it, and never one's own."""
    return may_grant_role(actor, kind=kind, node_path=node_path, account_id=account_id)


def grantable_kinds(actor: Actor) -> frozenset[RoleKind]:
    """The roles the actor may give somewhere."""
    if actor.is_system or actor.nodes(RoleKind.NETWORK_MANAGER):
        return frozenset(RoleKind)
    return READER_ROLES if actor.nodes(RoleKind.LIBRARIAN) else frozenset()


def managed_nodes(actor: Actor) -> frozenset[str]:
    """The topmost nodes whose people the actor sees."""
    return actor.nodes(*MANAGING_ROLES)


def may_see_account(actor: Actor, *, account_id: int, node_paths: Iterable[str]) -> bool:
    """Whether the actor may see a person whose roles, past ones included, are at `node_paths`."""
    if actor.is_system or (actor.account_id is not None and actor.account_id == account_id):
        return True
    return any(actor.holds(*MANAGING_ROLES, at=path) for path in node_paths)


def may_change_account(actor: Actor, *, account_id: int) -> bool:
    """Whether the actor may change the name and the language: one's own only, or a command."""
    return actor.is_system or (actor.account_id is not None and actor.account_id == account_id)


def may_govern_account(actor: Actor, *, account_id: int, node_paths: Iterable[str]) -> bool:
    """Whether the actor may correct the address of an account or close it.

    Whoever holds the address holds the account, so this asks for a manager above *every* role of
    the person (`node_paths`); a person without any role is governed by commands only.
    """
    if actor.is_system:
        return True
    paths = list(node_paths)
    if actor.account_id is None or actor.account_id == account_id or not paths:
        return False
    return all(actor.holds(RoleKind.NETWORK_MANAGER, at=path) for path in paths)


def may_decide_registration(
    actor: Actor, *, node_path: str, account_ids: Collection[int | None]
) -> bool:
    """Whether the actor may decide a request made to the node by, or for, the people of these accounts.

    A librarian there or a manager above it; nobody decides what they asked for themselves or for their own child.
    """
    if actor.account_id is None or actor.account_id in account_ids:
        return False
    return actor.holds(*MANAGING_ROLES, at=node_path)


def may_renew_membership(actor: Actor, *, node_path: str, account_id: int) -> bool:
    """Whether the actor may renew a membership held at the node: whoever decides requests there, never one's own."""
    return may_decide_registration(actor, node_path=node_path, account_ids=[account_id])


def may_enrol(actor: Actor, *, kind: RoleKind, node_path: str) -> bool:
    """Whether the actor may enrol people of that kind at the node from a list.

    Librarians and managers enrol readers and pupils, teachers the pupils of their own school.
    """
    if kind not in ENROLLED_KINDS:
        return False
    if actor.is_system or actor.holds(*MANAGING_ROLES, at=node_path):
        return True
    return kind is RoleKind.PUPIL and actor.holds(RoleKind.TEACHER, at=node_path)


def may_handle_list(actor: Actor, *, kind: RoleKind, node_path: str, sender_id: int | None) -> bool:
    """Whether the actor may see and go on with a list: whoever may send one there; a teacher with her own only."""
    if not may_enrol(actor, kind=kind, node_path=node_path):
        return False
    if actor.is_system or actor.holds(*MANAGING_ROLES, at=node_path):
        return True
    return actor.account_id is not None and actor.account_id == sender_id


def enrolling_nodes(actor: Actor) -> frozenset[str]:
    """The topmost nodes at which the actor enrols somebody from lists."""
    return actor.nodes(*MANAGING_ROLES, RoleKind.TEACHER)


def may_end_absent(actor: Actor, *, node_path: str) -> bool:
    """Whether the actor may end the memberships of those whom a list leaves out: no teacher does."""
    return actor.is_system or actor.holds(*MANAGING_ROLES, at=node_path)


def may_hold_role(kind: RoleKind, *, is_child: bool) -> bool:
    """Whether somebody may hold a role at all, whoever gives it: a child never works in the back office."""
    return not (is_child and kind in STAFF_ROLES)


def may_answer_for(actor: Actor, *, guardian_id: int | None) -> bool:
    """Whether the actor is the guardian to whom a child is tied: nobody else sees that page, staff included."""
    return actor.account_id is not None and actor.account_id == guardian_id


def may_read_audit(actor: Actor) -> bool:
    """Whether the actor may read the trail of changes."""
    return actor.is_system or bool(actor.nodes(RoleKind.NETWORK_MANAGER))


def may_govern_directory(actor: Actor, *, node_path: str) -> bool:
    """Whether the actor may say by which system the readers of a node are known: who vouches for them lets them in."""
    return actor.is_system or actor.holds(RoleKind.NETWORK_MANAGER, at=node_path)


def opens_back_office(kinds: Iterable[RoleKind]) -> bool:
    """Whether one of these roles works in the back office."""
    return any(kind in STAFF_ROLES for kind in kinds)
