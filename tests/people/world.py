"""A small network with two libraries that see nothing of each other, and people in every role."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import connection

from portee.kernel.actor import RoleKind, system_actor
from portee.network.models import Establishment
from portee.people.models import Account, Role
from portee.people.services.account import create_account
from portee.people.services.role import grant_role
from tests.people.drawn_rows import DrawnRows

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PASSWORD = "une-phrase-bien-longue"
SETTING_UP = system_actor("test")


@dataclass
class World:
    """Nodes by code, accounts by the name they are called in the tests."""

    nodes: dict[str, Establishment] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def node(self, code: str, kind: str, parent: str | None = None) -> Establishment:
        """Add a node to the tree."""
        row = Establishment(code=code, name=code.replace("-", " ").title(), kind=kind)
        if parent is None:
            Establishment.add_root(instance=row)
        else:
            Establishment.objects.get(code=parent).add_child(instance=row)
        self.nodes[code] = row
        return row

    def person(self, name: str, *, password: str | None = None) -> Account:
        """Add somebody without any role."""
        account = create_account(
            email=f"{name}@example.org",
            display_name=name.title(),
            password=password,
            actor=SETTING_UP,
            at=NOW,
        )
        self.accounts[name] = account
        return account

    def give(
        self,
        account: Account,
        kind: RoleKind,
        at: str,
        *,
        start: date = date(2020, 1, 1),
        end: date | None = None,
    ) -> Role:
        """Give a role, as a command would."""
        return grant_role(
            account_id=account.pk,
            establishment_id=self.nodes[at].pk,
            kind=kind,
            start_date=start,
            end_date=end,
            actor=SETTING_UP,
            at=NOW,
        )


_drawn: dict[str, DrawnRows] = {}
"""What the first building wrote, by kind of database."""


def build_world() -> World:
    """The county; its valley and its hills; a library in each; a person of every role in the valley.

    Inside a transaction, which will be undone, the rows of the first building are written again: services tell the same
    story each time. Elsewhere it is built, so that what follows a commit follows.
    """
    if not connection.in_atomic_block:
        return _built()
    drawn = _drawn.get(connection.vendor)
    if drawn is not None and drawn.fit():
        drawn.write()
        return World(
            nodes={row.code: row for row in Establishment.objects.all()},
            accounts={row.email.partition("@")[0]: row for row in Account.objects.all()},
        )
    if drawn is not None or Establishment.objects.exists() or Account.objects.exists():
        return _built()
    worlds: list[World] = []
    _drawn[connection.vendor] = DrawnRows.of(lambda: worlds.append(_built()))
    return worlds[0]


def _built() -> World:
    world = World()
    world.node("county", "network")
    world.node("valley", "commune_group", "county")
    world.node("hills", "commune_group", "county")
    world.node("valley-library", "library", "valley")
    world.node("hills-library", "library", "hills")
    for kind in RoleKind:
        at = "valley" if kind is RoleKind.NETWORK_MANAGER else "valley-library"
        world.give(world.person(kind.value), kind, at)
    world.give(world.person("county-manager"), RoleKind.NETWORK_MANAGER, "county")
    world.give(world.person("hills-librarian"), RoleKind.LIBRARIAN, "hills-library")
    world.give(world.person("hills-reader"), RoleKind.RESIDENT, "hills-library")
    world.person("nobody")
    return world
