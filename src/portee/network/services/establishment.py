"""Creating, changing and moving establishments.

Whoever calls has asked `policies` first; commands act for the installation itself. Hours have a service of their own.
"""

from datetime import datetime
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from treebeard.exceptions import InvalidMoveToDescendant

from portee.kernel import events
from portee.network.errors import CodeTakenError, EstablishmentRefusedError, MoveRefusedError
from portee.network.events import EstablishmentChanged
from portee.network.facts import EstablishmentFacts
from portee.network.models import Establishment

PATH_ATTEMPTS = 3
"""Two first nodes of an empty tree may claim the same path; the loser takes the next one."""

TREE_FIELDS = ("path", "depth", "numchild")


def create_establishment(
    *, code: str, parent_id: int | None, at: datetime, **facts: Unpack[EstablishmentFacts]
) -> Establishment:
    """Add a node under another one, or a root when there is no parent.

    Raises: EstablishmentRefusedError when a fact is not acceptable, CodeTakenError.
    """
    establishment = Establishment(code=code, created_at=at, changed_at=at, **facts)
    _refuse_bad_facts(establishment)
    for attempt in range(1, PATH_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _insert(establishment, parent_id=parent_id, at=at)
        except IntegrityError:
            if attempt == PATH_ATTEMPTS:
                raise
            establishment.pk = None
    raise AssertionError("unreachable: the last attempt returns or raises")


def change_establishment(
    *, establishment_id: int, at: datetime, **facts: Unpack[EstablishmentFacts]
) -> Establishment:
    """Write the facts that differ, and say so when any did.

    Raises: EstablishmentRefusedError when a fact is not acceptable.
    """
    with transaction.atomic():
        establishment = Establishment.objects.select_for_update().get(pk=establishment_id)
        changed = [
            field for field, value in facts.items() if getattr(establishment, field) != value
        ]
        if not changed:
            return establishment
        for field in changed:
            setattr(establishment, field, facts[field])  # type: ignore[literal-required]
        _refuse_bad_facts(establishment)
        establishment.changed_at = at
        establishment.save(update_fields=[*changed, "changed_at"])
        events.publish(EstablishmentChanged(establishment_id=establishment.pk, at=at))
        return establishment


def move_establishment(*, establishment_id: int, parent_id: int | None, at: datetime) -> None:
    """Take a node, with everything below it, under another one, or out to the roots.

    Raises: MoveRefusedError when the new parent is the node itself or lies below it.
    """
    with transaction.atomic():
        lock_tree()
        node = Establishment.objects.get(pk=establishment_id)
        moved_ids = list(Establishment.objects.at_or_below(node.path).values_list("pk", flat=True))
        if parent_id in moved_ids:
            raise MoveRefusedError(_("An establishment cannot be moved under itself."))
        if parent_id is None:
            target, position = Establishment.objects.filter(depth=1).last(), "last-sibling"
        else:
            target, position = Establishment.objects.get(pk=parent_id), "last-child"
        try:
            node.move(target, position)  # type: ignore[arg-type]
        except InvalidMoveToDescendant as error:
            raise MoveRefusedError(_("An establishment cannot be moved under itself.")) from error
        for moved_id in moved_ids:
            events.publish(EstablishmentChanged(establishment_id=moved_id, at=at))


def lock_tree() -> None:
    """Make tree changes wait for one another until the transaction ends.

    PostgreSQL locks the first root, one row whatever the size of the network; SQLite already lets one writer in at a
    time.
    """
    first_root = Establishment.objects.select_for_update().filter(depth=1)[:1]
    list(first_root.values_list("pk"))


def _insert(establishment: Establishment, *, parent_id: int | None, at: datetime) -> Establishment:
    lock_tree()
    if Establishment.objects.filter(code=establishment.code).exists():
        raise CodeTakenError(
            _("The code “%(code)s” already belongs to another establishment.")
            % {"code": establishment.code}
        )
    if parent_id is None:
        Establishment.add_root(instance=establishment)
    else:
        Establishment.objects.get(pk=parent_id).add_child(instance=establishment)
    events.publish(EstablishmentChanged(establishment_id=establishment.pk, at=at))
    return establishment


def _refuse_bad_facts(establishment: Establishment) -> None:
    """Hold every rule of the columns, and that a position is whole, before the database does."""
    if (establishment.longitude is None) != (establishment.latitude is None):
        raise EstablishmentRefusedError(
            _("A position needs both a longitude and a latitude."), field="longitude"
        )
    try:
        establishment.clean_fields(exclude=TREE_FIELDS)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        label = Establishment._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        raise EstablishmentRefusedError(f"{label} : {messages[0]}", field=field) from error
