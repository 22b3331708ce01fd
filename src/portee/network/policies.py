"""Who may do what to the network: pure rules on an actor, without the database."""

from portee.kernel.actor import Actor, RoleKind

CHANGING_ROLES = (RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER)
"""Roles that keep an establishment's own sheet up to date: hours, contacts, access."""


def may_change_establishment(actor: Actor, *, node_path: str) -> bool:
    """A librarian keeps the sheet of her own establishment; a network manager those of everything below his node."""
    return actor.holds(*CHANGING_ROLES, at=node_path)


def may_create_establishment(actor: Actor, *, parent_path: str) -> bool:
    """A network manager adds establishments under a node where he holds the role."""
    return actor.holds(RoleKind.NETWORK_MANAGER, at=parent_path)


def may_move_establishment(actor: Actor, *, node_path: str, parent_path: str) -> bool:
    """A network manager moves a node when both the place it leaves and the place it goes to are his.

    The node where the role itself is held cannot be moved by its holder: the role would move with it.
    """
    held = actor.nodes(RoleKind.NETWORK_MANAGER)
    return (
        node_path not in held
        and actor.holds(RoleKind.NETWORK_MANAGER, at=node_path)
        and actor.holds(RoleKind.NETWORK_MANAGER, at=parent_path)
    )
