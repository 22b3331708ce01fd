"""What staff see of offers: those who buy them change theirs, those who work in a library see all of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from portee.access.policies import MANAGERS, READERS_OF_FIGURES
from portee.kernel.actor import Actor
from portee.network.api import list_root_paths
from portee.ui.backoffice.actor_permission_policy import (
    ActorPermissionPolicy,
    InstallationPermissionPolicy,
)


class OfferReach(ActorPermissionPolicy):
    """Rows that hang from an offer: seen by all who work in a library, changed by managers of its node."""

    def __init__(self, model: type[Model], *, to_offer: str = "") -> None:
        start = f"{to_offer}__" if to_offer else ""
        super().__init__(
            model,
            roles={
                "view": READERS_OF_FIGURES,
                **dict.fromkeys(("add", "change", "delete"), MANAGERS),
            },
            node_path=f"{start}establishment__path",
        )

    def visible_to(self, actor: Actor, *actions: str) -> QuerySet[Any]:
        """Every row to whoever may look; those of one's own nodes to whoever would change them."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        if "view" in actions and self.nodes(actor, ["view"]):
            return rows
        return self.scope(rows, self.nodes(actor, actions))

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """Whether the actor may do this to this row."""
        if action == "view":
            return bool(self.nodes(actor, ["view"]))
        return super().may(actor, action, instance)


class SupplierReach(InstallationPermissionPolicy):
    """Suppliers belong to the whole installation: to those who manage all of it."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(
            model,
            roles=dict.fromkeys(("view", "add", "change"), MANAGERS),
            top_paths=list_root_paths,
        )

    def nodes(self, actor: Actor, actions: Iterable[str]) -> frozenset[str]:
        """The tops, asked for only where the actor manages anything: menus ask on every page."""
        return super().nodes(actor, actions) if actor.nodes(*MANAGERS) else frozenset()


def nodes_managed_by(actor: Actor) -> Q:
    """The establishments that the actor manages, as a condition on establishments."""
    reach = Q(pk__in=[])
    for path in actor.nodes(*MANAGERS):
        reach |= Q(path__startswith=path)
    return reach
