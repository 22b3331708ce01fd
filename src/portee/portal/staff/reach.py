"""Who looks after the machinery: managers of the whole network, since a job or a mail belongs to no establishment."""

from portee.kernel.actor import Actor, RoleKind
from portee.network.api import list_root_paths
from portee.ui.backoffice.actor_permission_policy import holds_everywhere


def looks_after_machinery(actor: Actor) -> bool:
    """Whether the actor manages every top of the network. Asks the database only of network managers."""
    if not actor.nodes(RoleKind.NETWORK_MANAGER):
        return False
    return holds_everywhere(actor, {RoleKind.NETWORK_MANAGER}, list_root_paths())
