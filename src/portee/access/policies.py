"""Who may do what to offers: pure rules on an actor, no database."""

from typing import Final

from portee.kernel.actor import Actor, RoleKind

MANAGERS: Final = frozenset({RoleKind.NETWORK_MANAGER})
"""The roles that buy offers and share them out."""

READERS_OF_FIGURES: Final = frozenset({RoleKind.NETWORK_MANAGER, RoleKind.LIBRARIAN})
"""The roles that see offers in the back office, with what is left of them."""


def may_manage_offer(actor: Actor, *, node_path: str) -> bool:
    """Whether the actor may change an offer that the node answers for, its rights and its supplier."""
    return actor.is_system or actor.holds(*MANAGERS, at=node_path)


def may_look_as_example(actor: Actor, *, node_path: str) -> bool:
    """Whether the actor may see offers as a member of the establishment would: whoever works there."""
    return actor.holds(*READERS_OF_FIGURES, at=node_path)


def may_ask_why(actor: Actor, *, node_paths: tuple[str, ...]) -> bool:
    """Whether the actor may see why an offer does not open for a reader, who has ties at these nodes."""
    return any(actor.holds(*READERS_OF_FIGURES, at=path) for path in node_paths)
