"""Sheets of suppliers: written as a new version, put in use, tried without anything being sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from portee.access.adapters.xml_signature import is_available
from portee.access.errors import SheetRefusedError
from portee.access.models import SignInMethod, Supplier, SupplierSheet
from portee.access.queries.supplier_sheet import read_row, suppliers_by
from portee.access.question import EXAMPLE_ACCOUNT
from portee.access.services.oidc_token import issuer
from portee.access.sheet_words import fault_sentence
from portee.access.sheets.dry_run import Message, Trial, dry_run
from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.identifier import pairwise_identifier
from portee.access.sheets.reading import (
    SheetError,
    read_sheet,
    refuse_foreign_hosts,
    shared_address,
)
from portee.access.sheets.schema import AnySheet, Cas, Oidc, Saml
from portee.kernel.actor import Actor


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
    # All of them are held: what two suppliers must not share is looked for by one at a time.
    held = Supplier.objects.select_for_update(no_key=True).order_by("pk")
    supplier = next(one for one in held if one.pk == row.supplier_id)
    # The hosts of the supplier may have changed since it was written.
    refuse_sheet(supplier, row.method, row.content)
    refuse_twin(supplier, read_row(row))
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
        site=issuer(),
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
    if method not in SignInMethod.values:
        raise SheetRefusedError(_("No method of sign-in bears this name."))
    try:
        sheet = read_sheet(method, dict(content))
        if isinstance(sheet, Saml) and not is_available():
            raise SheetRefusedError(
                _("SAML is not installed here: it needs the extra “saml” and the program xmlsec1.")
            )
        refuse_foreign_hosts(sheet, hosts=supplier.host_names)
    except SheetError as error:
        raise SheetRefusedError(fault_sentence(error)) from error


def refuse_twin(supplier: Supplier, sheet: AnySheet) -> None:
    """Raise `SheetRefusedError` where another supplier is known by the same client, or at the same address.

    Which of both would be told who comes would else be a matter of chance.
    """
    if isinstance(sheet, Oidc):
        for other, known in suppliers_by("oidc", Oidc):
            if other.pk != supplier.pk and known.client_id == sheet.client_id:
                raise _twin(sheet.client_id, other)
    if isinstance(sheet, Saml):
        for other, known in suppliers_by("saml", Saml):
            if other.pk != supplier.pk and known.entity_id == sheet.entity_id:
                raise _twin(sheet.entity_id, other)
    if isinstance(sheet, Cas):
        for other, known in suppliers_by("cas", Cas):
            address = shared_address(sheet.services, known.services)
            if other.pk != supplier.pk and address:
                raise SheetRefusedError(
                    _("“%(address)s” is the address of another supplier already: %(name)s.")
                    % {"address": address, "name": other.name}
                )


def _twin(client: str, other: Supplier) -> SheetRefusedError:
    return SheetRefusedError(
        _("“%(client)s” is the client of another supplier already: %(name)s.")
        % {"client": client, "name": other.name}
    )
