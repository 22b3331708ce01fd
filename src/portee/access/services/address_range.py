"""The addresses of establishments, added and removed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portee.access import policies
from portee.access.errors import OfferNotAllowedError, OfferRefusedError
from portee.access.models import AddressRange
from portee.access.queries.place import forget_ranges
from portee.kernel.actor import Actor


@transaction.atomic
def save_range(*, range_id: int | None, facts: Mapping[str, Any], actor: Actor) -> AddressRange:
    """Add addresses, or change them. Raises `OfferNotAllowedError`, `OfferRefusedError`."""
    row = AddressRange() if range_id is None else _held(range_id, actor)
    row.establishment, row.network = facts["establishment"], facts["network"].strip()
    _refuse_stranger(row, actor)
    try:
        row.full_clean()
    except ValidationError as error:
        said = next(iter(error.message_dict.values()))
        raise OfferRefusedError(said[0]) from error
    row.save()
    transaction.on_commit(forget_ranges)
    return row


@transaction.atomic
def remove_range(*, range_id: int, actor: Actor) -> None:
    """Remove addresses. Raises `OfferNotAllowedError`."""
    _held(range_id, actor).delete()
    transaction.on_commit(forget_ranges)


def _held(range_id: int, actor: Actor) -> AddressRange:
    row = AddressRange.objects.select_related("establishment").get(pk=range_id)
    _refuse_stranger(row, actor)
    return row


def _refuse_stranger(row: AddressRange, actor: Actor) -> None:
    if not policies.may_manage_offer(actor, node_path=row.establishment.path):
        raise OfferNotAllowedError(_("You may not change these addresses."))
