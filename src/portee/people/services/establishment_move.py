"""Moving a node of the network, which changes whose roles reach it: so it is done here, and sealed in the trail."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.network import api as network
from portee.network.api import EstablishmentSummary, MoveRefusedError
from portee.people.models import AuditAction
from portee.people.queries.actor import actor_of
from portee.people.queries.establishment_move import MovePreview, preview_move
from portee.people.services.audit_entry import append_entry


class MoveNotAllowedError(DomainError):
    """The actor does not manage both the place that the node leaves and the one it goes to."""

    code = "people.move_not_allowed"


class MoveOutdatedError(DomainError):
    """The network or its roles changed between the preview and its confirmation."""

    code = "people.move_outdated"


@transaction.atomic
def move_establishment(
    *, establishment_id: int, parent_id: int, seal: str, actor: Actor, at: datetime
) -> MovePreview:
    """Make the move that a preview announced; return what it changed.

    `seal` is that of the preview the actor agreed to. The tree is locked first, then everything is read again, the
    actor's own roles included: a path learnt before the lock may name another node by now.
    Raises: MoveNotAllowedError, MoveOutdatedError, MoveRefusedError of the network.
    """
    network.lock_tree()
    on = timezone.localdate(at)
    found = {row.id: row for row in network.list_establishments(ids=[establishment_id, parent_id])}
    establishment, parent = found.get(establishment_id), found.get(parent_id)
    if establishment is None or parent is None:
        raise MoveOutdatedError(_("One of these establishments no longer exists."))
    # Commands move nodes through the network's door: here an account always acts.
    current = actor_of(account_id=actor.account_id or 0, on=on)
    refuse_move(establishment=establishment, parent=parent, actor=current)
    preview = preview_move(establishment=establishment, parent=parent, actor=current, on=on)
    if preview.seal != seal:
        raise MoveOutdatedError(
            _("The network or its roles have changed since this preview: read it again.")
        )
    former = network.list_ancestors(establishment_id)[-1]
    network.move_establishment(establishment_id=establishment_id, parent_id=parent_id, at=at)
    append_entry(
        actor=actor,
        action=AuditAction.ESTABLISHMENT_MOVED,
        account_id=None,
        at=at,
        establishment=establishment.code,
        former_parent=former.code,
        parent=parent.code,
        roles_lost=preview.lost.count,
        roles_gained=preview.gained.count,
    )
    return preview


def refuse_move(
    *, establishment: EstablishmentSummary, parent: EstablishmentSummary, actor: Actor
) -> None:
    """Refuse what the actor may not do, a cycle, and a move to where the node already is.

    Raises: MoveNotAllowedError, MoveRefusedError of the network.
    """
    allowed = network.may_move_establishment(
        actor, node_path=establishment.path, parent_path=parent.path
    )
    if not allowed:
        raise MoveNotAllowedError(
            _("You may move an establishment between places that you manage, and never your own.")
        )
    if parent.path.startswith(establishment.path):
        raise MoveRefusedError(_("An establishment cannot be moved under itself."))
    if establishment.path.startswith(parent.path) and establishment.depth == parent.depth + 1:
        raise MoveRefusedError(_("The establishment is already there."))
