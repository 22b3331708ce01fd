"""Wagtail's questions about permissions, answered from the actor of the request and from nothing else."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from portee.kernel.actor import VISITOR, Actor, RoleKind

ACTOR_ATTRIBUTE = "backoffice_actor"
"""Where the entrance (entrance.py) leaves the actor on the signed-in user for Wagtail to hand back to us."""


def actor_behind(user: Any) -> Actor:
    """The actor that entered with this user; nobody when the user did not come by the entrance."""
    return getattr(user, ACTOR_ATTRIBUTE, VISITOR)


class ActorPermissionPolicy(BasePermissionPolicy):
    """Who may `view`, `add`, `change` or `delete` rows of a model that hang from nodes of the network.

    `roles` names the roles that may do each action; an action it does not name is refused to all. `node_path`
    is the lookup from the model to the path of its establishment (`"establishment__path"`); a model with several
    establishments overrides `scope` and `paths_of`.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        roles: Mapping[str, Iterable[RoleKind]],
        node_path: str = "path",
    ) -> None:
        super().__init__(model)
        self.roles = {action: frozenset(kinds) for action, kinds in roles.items()}
        self.node_path = node_path

    def nodes(self, actor: Actor, actions: Iterable[str]) -> frozenset[str]:
        """The topmost nodes where the actor may do one of the actions."""
        kinds = {kind for action in actions for kind in self.roles.get(action, ())}
        return actor.nodes(*kinds)

    def scope(self, rows: QuerySet[Any], paths: frozenset[str]) -> QuerySet[Any]:
        """The rows at these nodes or below them; no node, no row."""
        reach = Q(pk__in=[])
        for path in paths:
            reach |= Q(**{f"{self.node_path}__startswith": path})
        return rows.filter(reach)

    def paths_of(self, instance: Any) -> Iterable[str]:
        """The paths of the nodes a row hangs from."""
        value = instance
        for name in self.node_path.split("__"):
            value = getattr(value, name, None)
        return [value] if isinstance(value, str) else []

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """Whether the actor may do this to this row."""
        kinds = self.roles.get(action, frozenset())
        return any(actor.holds(*kinds, at=path) for path in self.paths_of(instance))

    def visible_to(self, actor: Actor, *actions: str) -> QuerySet[Any]:
        """The rows on which the actor may do one of the actions."""
        return self.scope(self.model._default_manager.all(), self.nodes(actor, actions))

    # What Wagtail asks, in its own words.

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the action is open to the user on some row."""
        return bool(self.nodes(actor_behind(user), [action]))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether one of the actions is open to the user on some row."""
        return bool(self.nodes(actor_behind(user), actions))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the action is open to the user on this row."""
        return self.may(actor_behind(user), action, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The rows on which one of the actions is open to the user."""
        return self.visible_to(actor_behind(user), *actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Nobody: an actor exists within a request only, and no screen of ours lists users by permission."""
        del actions
        return get_user_model()._default_manager.none()


class InstallationPermissionPolicy(ActorPermissionPolicy):
    """The same for rows that belong to the whole installation: the role must be held at the top of the network.

    `top_paths` answers the paths of the nodes above which there is none; without any, nobody may do anything.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        roles: Mapping[str, Iterable[RoleKind]],
        top_paths: Callable[[], Iterable[str]],
    ) -> None:
        super().__init__(model, roles=roles)
        self.top_paths = top_paths

    def nodes(self, actor: Actor, actions: Iterable[str]) -> frozenset[str]:
        """The tops, if the actor may do one of the actions at every one of them."""
        kinds = {kind for action in actions for kind in self.roles.get(action, ())}
        return (
            frozenset(self.top_paths())
            if holds_everywhere(actor, kinds, self.top_paths())
            else frozenset()
        )

    def scope(self, rows: QuerySet[Any], paths: frozenset[str]) -> QuerySet[Any]:
        """Every row, or none."""
        return rows if paths else rows.none()

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """Whether the actor may do this to any row."""
        del instance
        return bool(self.nodes(actor, [action]))


def holds_everywhere(actor: Actor, kinds: Iterable[RoleKind], top_paths: Iterable[str]) -> bool:
    """Whether one of the roles is held at every top of the network, so at all of it."""
    tops, roles = list(top_paths), tuple(kinds)
    return bool(tops) and all(actor.holds(*roles, at=path) for path in tops)
