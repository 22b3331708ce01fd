"""Suppliers added and changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from portee.access.errors import OfferRefusedError
from portee.access.models import Supplier


@transaction.atomic
def save_supplier(*, supplier_id: int | None, facts: Mapping[str, Any], at: datetime) -> Supplier:
    """Add a supplier, or change it; `service_since_at` follows its state. Raises `OfferRefusedError`."""
    row = Supplier(created_at=at) if supplier_id is None else Supplier.objects.get(pk=supplier_id)
    state = row.service_state
    for name, value in facts.items():
        setattr(row, name, value)
    if row.service_state != state:
        row.service_since_at = at
    row.changed_at = at
    try:
        row.full_clean()
    except ValidationError as error:
        said = next(iter(error.message_dict.values()))
        raise OfferRefusedError(said[0]) from error
    row.save()
    return row
