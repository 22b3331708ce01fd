"""The establishment that a person belongs to, as the search shows it."""

from dataclasses import dataclass

from portee.catalogue.api import establishment_value
from portee.kernel.actor import Actor, RoleKind
from portee.network import api as network

GROUPS = frozenset(
    {network.EstablishmentKind.NETWORK.value, network.EstablishmentKind.COMMUNE_GROUP.value}
)


@dataclass(frozen=True, slots=True)
class OwnEstablishment:
    """A place where somebody holds a role: its code, its value among those of the facet, its name."""

    code: str
    value: str
    name: str


def own_establishment(actor: Actor) -> OwnEstablishment | None:
    """The first place, in the order of the tree, where the person holds a role; a role over a whole group is none.

    No query for visitors, one for each node where a role is held until a place is found.
    """
    for node in sorted(actor.nodes(*RoleKind)):
        here = next(iter(network.list_establishments(under=node)), None)
        if here is not None and here.kind not in GROUPS:
            return OwnEstablishment(here.code, establishment_value(here.code), here.name)
    return None
