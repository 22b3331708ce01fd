"""The name by which a supplier knows a person: drawn at her first coming, kept ever after."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from portee.access.models import Supplier, SupplierIdentifier
from portee.access.sheets.identifier import pairwise_identifier


def identifier_for(*, account_id: int, supplier: Supplier, at: datetime) -> str:
    """The identifier; the first one is written, so that a later key changes nothing for whoever came before."""
    rows = SupplierIdentifier.objects.filter(account_id=account_id, supplier=supplier)
    known = rows.values_list("value", flat=True).first()
    if known is not None:
        return known
    value = pairwise_identifier(
        key=settings.PAIRWISE_KEY, supplier_code=supplier.code, account_id=account_id
    )
    with transaction.atomic():
        row, _created = SupplierIdentifier.objects.get_or_create(
            account_id=account_id,
            supplier=supplier,
            defaults={"value": value, "created_at": at},
        )
    return row.value
