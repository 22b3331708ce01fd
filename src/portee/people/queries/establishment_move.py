"""What moving an establishment would change: where it stands, and whose roles reach it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portee.kernel.actor import Actor
from portee.network.api import EstablishmentSummary, list_ancestors, list_establishments
from portee.people import policies
from portee.people.models import Role

NAMES_SHOWN = 5
"""How many people of a line are named before the others are counted."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role held at an establishment, by how many people, and the first of their names."""

    label: str
    establishment: str
    count: int
    names: tuple[str, ...]

    @property
    def others(self) -> int:
        """How many more there are than those named."""
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class RoleChange:
    """The roles that begin, or cease, to reach the node; `out_of_sight` counts those the actor does not see."""

    lines: tuple[RoleLine, ...]
    out_of_sight: int
    role_ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many roles in all."""
        return len(self.role_ids)


@dataclass(frozen=True, slots=True)
class MovePreview:
    """A move before it is made. `seal` changes with anything that it says."""

    establishment: EstablishmentSummary
    parent: EstablishmentSummary
    below_count: int
    old_way: tuple[str, ...]
    new_way: tuple[str, ...]
    lost: RoleChange
    gained: RoleChange

    @property
    def seal(self) -> str:
        """A short print of the places and roles concerned, by which a late confirmation is recognised."""
        facts = (
            self.establishment.path,
            self.parent.path,
            self.below_count,
            self.lost.role_ids,
            self.gained.role_ids,
        )
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def preview_move(
    *, establishment: EstablishmentSummary, parent: EstablishmentSummary, actor: Actor, on: date
) -> MovePreview:
    """What the move would change for roles in force on that day or later. Seven SQL queries."""
    old_above = list_ancestors(establishment.id)
    new_above = [*list_ancestors(parent.id), parent]
    return MovePreview(
        establishment=establishment,
        parent=parent,
        below_count=len(list_establishments(under=establishment.path)) - 1,
        old_way=tuple(node.name for node in old_above),
        new_way=tuple(node.name for node in new_above),
        lost=_roles_at(_without(old_above, new_above), actor=actor, on=on),
        gained=_roles_at(_without(new_above, old_above), actor=actor, on=on),
    )


def _without(
    nodes: Iterable[EstablishmentSummary], others: Iterable[EstablishmentSummary]
) -> list[int]:
    shared = {node.id for node in others}
    return [node.id for node in nodes if node.id not in shared]


def _roles_at(establishment_ids: Sequence[int], *, actor: Actor, on: date) -> RoleChange:
    roles = list(
        Role.objects.filter(establishment_id__in=establishment_ids)
        .not_ended(on=on)
        .select_related("establishment", "account")
        .order_by("establishment__path", "kind", "account__display_name", "pk")
    )
    seen = [role for role in roles if _is_seen(role, actor)]
    return RoleChange(
        lines=tuple(_lines(seen)),
        out_of_sight=len(roles) - len(seen),
        role_ids=tuple(sorted(role.pk for role in roles)),
    )


def _is_seen(role: Role, actor: Actor) -> bool:
    return policies.may_see_account(
        actor, account_id=role.account_id, node_paths=[role.establishment.path]
    )


def _lines(roles: Iterable[Role]) -> Iterable[RoleLine]:
    together: dict[tuple[str, str], list[str]] = {}
    for role in roles:
        key = (str(role.get_kind_display()), role.establishment.name)
        together.setdefault(key, []).append(str(role.account))
    for (label, establishment), names in together.items():
        yield RoleLine(label, establishment, len(names), tuple(names[:NAMES_SHOWN]))
