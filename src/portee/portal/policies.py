"""Who may do what with the portal: pure rules on an actor, without the database."""

from collections.abc import Iterable
from typing import Final

from portee.kernel.actor import Actor, RoleKind

COMPOSING_ROLES: Final = (RoleKind.NETWORK_MANAGER, RoleKind.WRITER)
"""Roles that compose the home page, where they are held for the whole network."""


def may_compose_home(actor: Actor, *, top_paths: Iterable[str]) -> bool:
    """A manager or a writer of the whole network: the home page speaks for every establishment.

    `top_paths` are the nodes above which there is none; without any, nobody may.
    """
    tops = list(top_paths)
    return bool(tops) and all(actor.holds(*COMPOSING_ROLES, at=path) for path in tops)
