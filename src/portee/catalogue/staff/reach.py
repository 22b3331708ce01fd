"""What a cataloguer sees: the sources of the establishments in her reach, and what hangs from them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from portee.catalogue.policies import CATALOGUING_ROLES
from portee.kernel.actor import Actor, RoleKind
from portee.network.api import list_root_paths
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy


class SourceReach(ActorPermissionPolicy):
    """Rows that hang from a source, each at the node of the establishment of its source.

    `to_source` is the lookup from the model to its source, empty for sources themselves. A source of no establishment
    belongs to the whole network: to those who hold the role at every node above which there is none.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        to_source: str = "",
        roles: Mapping[str, Iterable[RoleKind]] | None = None,
    ) -> None:
        self._to_source = to_source
        start = f"{to_source}__" if to_source else ""
        self._establishment = f"{start}establishment"
        super().__init__(
            model,
            roles=roles or dict.fromkeys(("view", "add", "change"), CATALOGUING_ROLES),
            node_path=f"{self._establishment}__path",
        )

    def scope(self, rows: QuerySet[Any], paths: frozenset[str]) -> QuerySet[Any]:
        """The rows of sources at these nodes or below; those of the whole network when the nodes are its tops."""
        reach = Q(pk__in=[])
        for path in paths:
            reach |= Q(**{f"{self.node_path}__startswith": path})
        tops = list_root_paths() if paths else []
        if tops and all(any(top.startswith(path) for path in paths) for top in tops):
            reach |= Q(**{f"{self._establishment}__isnull": True})
        return rows.filter(reach)

    def paths_of(self, instance: Any) -> Iterable[str]:
        """The node of the establishment of the source; the tops of the network for a source of none."""
        source = getattr(instance, self._to_source) if self._to_source else instance
        if source.establishment_id is not None:
            return [source.establishment.path]
        return list_root_paths()

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """Whether the actor may do this at every node that the row hangs from."""
        kinds = self.roles.get(action, frozenset())
        paths = list(self.paths_of(instance))
        return bool(paths) and all(actor.holds(*kinds, at=path) for path in paths)


class OpenToCataloguers(ActorPermissionPolicy):
    """The whole catalogue of the network, to whoever catalogues anywhere in it."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model, roles={"view": CATALOGUING_ROLES})

    def scope(self, rows: QuerySet[Any], paths: frozenset[str]) -> QuerySet[Any]:
        """Every row, or none."""
        return rows if paths else rows.none()

    def may(self, actor: Actor, action: str, instance: Any) -> bool:
        """Whether the actor may do this to any row."""
        del instance
        return bool(self.nodes(actor, [action]))
