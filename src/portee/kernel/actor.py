"""Who is acting: a pure value that policies decide on, without the database.

Roles themselves are rows of `people`; this module only knows their names and how they are inherited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class RoleKind(StrEnum):
    """What somebody may be at an establishment (docs/glossary.md). A visitor holds no role."""

    RESIDENT = "resident"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    LIBRARIAN = "librarian"
    WRITER = "writer"
    MODERATOR = "moderator"
    NETWORK_MANAGER = "network_manager"
    PARTNER_COORDINATOR = "partner_coordinator"
    TESTER = "tester"


STAFF_ROLES = frozenset(
    {
        RoleKind.LIBRARIAN,
        RoleKind.WRITER,
        RoleKind.MODERATOR,
        RoleKind.NETWORK_MANAGER,
        RoleKind.PARTNER_COORDINATOR,
    }
)
"""The roles that work in the back office."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held at one node of the network, in force now.

    `node_path` is the materialised path of the establishment: every node below it starts with it.
    """

    role: RoleKind
    node_path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as rights see them: an account, or nobody, and the grants in force at this moment.

    `system_name` names the command or job that acts without a person; only `system_actor` sets it, so that
    no request can ever carry it (tests/architecture holds this). `is_held_back` says that she holds staff roles which
    this session may not use yet: they are not among the grants.
    """

    account_id: int | None
    grants: frozenset[Grant] = frozenset()
    system_name: str = ""
    is_held_back: bool = False

    @property
    def is_visitor(self) -> bool:
        """Whether nobody is signed in and no command is acting."""
        return self.account_id is None and not self.is_system

    @property
    def is_system(self) -> bool:
        """Whether a command or a job acts for the installation itself; policies say so explicitly."""
        return bool(self.system_name)

    @property
    def is_staff(self) -> bool:
        """Whether any grant opens the back office."""
        return any(grant.role in STAFF_ROLES for grant in self.grants)

    def held_back(self) -> "Actor":
        """The same person without the roles that open the back office, until she has proved more (ADR 0036)."""
        kept = frozenset(grant for grant in self.grants if grant.role not in STAFF_ROLES)
        return Actor(account_id=self.account_id, grants=kept, is_held_back=True)

    def holds(self, *roles: RoleKind, at: str) -> bool:
        """Whether one of `roles` is held at the node of path `at`, or above it.

        An empty path is no node: the answer is no.
        """
        return bool(at) and any(
            grant.role in roles and grant.node_path and at.startswith(grant.node_path)
            for grant in self.grants
        )

    def nodes(self, *roles: RoleKind) -> frozenset[str]:
        """The paths of the nodes where one of `roles` is held, the inherited ones left out."""
        return _topmost(grant.node_path for grant in self.grants if grant.role in roles)


def _topmost(paths: Iterable[str]) -> frozenset[str]:
    """Drop every path that lies below another one of the set."""
    kept: list[str] = []
    for path in sorted({path for path in paths if path}):
        if not (kept and path.startswith(kept[-1])):
            kept.append(path)
    return frozenset(kept)


def system_actor(name: str) -> Actor:
    """The installation itself, acting through the command or job called `name`.

    It holds no role: a policy that lets it pass says `actor.is_system`. Only commands, jobs and
    tests make one.
    """
    if not name:
        raise ValueError("a system actor is named after its command")
    return Actor(account_id=None, system_name=name)


VISITOR = Actor(account_id=None)
"""Nobody: the actor of every request without a session."""
