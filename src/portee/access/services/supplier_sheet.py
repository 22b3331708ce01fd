"""Sheets of suppliers: written as a new version, put in use, tried without anything being sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from portee.access.errors import SheetRefusedError
from portee.access.models import Supplier, SupplierSheet
from portee.access.queries.supplier_sheet import read_row
from portee.access.sheet_words import fault_sentence
from portee.access.sheets.dry_run import Message, Trial, dry_run
from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.identifier import pairwise_identifier
from portee.access.sheets.reading import SheetError, read_sheet, refuse_foreign_hosts
from portee.kernel.actor import Actor

EXAMPLE_ACCOUNT: Final = 0
"""The account of the example member: no row ever has it."""


@transaction.atomic
def write_sheet(
    *, supplier_id: int, method: str, content: Mapping[str, Any], actor: Actor, at: datetime
) -> SupplierSheet:
    """Add a version, which is not in use yet. Raises `SheetRefusedError`."""
    supplier = Supplier.objects.select_for_update(no_key=True).get(pk=supplier_id)
    refuse_sheet(supplier, method, content)
    last = supplier.sheets.aggregate(last=Max("version"))["last"] or 0
    return SupplierSheet.objects.create(
        supplier=supplier,
        version=last + 1,
        method=method,
        content=dict(content),
        created_at=at,
        created_by_id=actor.account_id,
    )


@transaction.atomic
def put_in_use(*, sheet_id: int, at: datetime) -> SupplierSheet:
    """From now on readers are handed over by this version. Raises `SheetRefusedError`."""
    row = SupplierSheet.objects.get(pk=sheet_id)
    supplier = Supplier.objects.select_for_update(no_key=True).get(pk=row.supplier_id)
    # The hosts of the supplier may have changed since it was written.
    refuse_sheet(supplier, row.method, row.content)
    supplier.active_sheet = row
    supplier.changed_at = at
    supplier.save(update_fields=["active_sheet", "changed_at"])
    return row


def try_sheet(row: SupplierSheet, *, agrees: bool, at: datetime) -> tuple[Message, ...]:
    """Exactly what would leave for an example member, who agreed to all that is asked, or to none of it.

    Nothing is sent, and the secret is one made for trying. Raises `SheetRefusedError`.
    """
    try:
        sheet = read_row(row)
    except SheetError as error:
        raise SheetRefusedError(fault_sentence(error)) from error
    identifier = pairwise_identifier(
        key="essai", supplier_code=row.supplier.code, account_id=EXAMPLE_ACCOUNT
    )
    offer = row.supplier.offers.order_by("pk").first()
    host = next(iter(sorted(row.supplier.host_names)), "plateforme.example.org")
    target = offer.address if offer else f"https://{host}/"
    known = {Fact.IDENTIFIER: identifier, Fact.TARGET: target}
    trial = Trial(
        passenger=Passenger({**_EXAMPLE, **known} if agrees else known),
        target=target,
        site=settings.BASE_URL.rstrip("/"),
        secret="secret-pour-essayer",  # noqa: S106 - it signs nothing in earnest
        at=at,
    )
    return dry_run(sheet, trial)


_EXAMPLE: Final = {
    Fact.ESTABLISHMENT: "mediatheque-exemple",
    Fact.ESTABLISHMENT_NAME: "Médiathèque Exemple",
    Fact.NAME: "Camille Exemple",
    Fact.EMAIL: "camille@example.org",
    Fact.BIRTH_YEAR: "1986",
    Fact.COMMUNE: "Exempleville",
    Fact.LANGUAGE: "fr",
}


def refuse_sheet(supplier: Supplier, method: str, content: Mapping[str, Any]) -> None:
    """Raise `SheetRefusedError` for a sheet that cannot be used with this supplier."""
    try:
        sheet = read_sheet(method, dict(content))
        refuse_foreign_hosts(sheet, hosts=supplier.host_names)
    except KeyError:
        raise SheetRefusedError(_("No method of sign-in bears this name.")) from None
    except SheetError as error:
        raise SheetRefusedError(fault_sentence(error)) from error
