"""The sheets in use, read: which supplier an address belongs to, and how it is told who comes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from portee.access.models import Supplier, SupplierSheet
from portee.access.sheets.address import WebAddress, read_address
from portee.access.sheets.reading import SheetError, read_sheet, service_at
from portee.access.sheets.schema import AnySheet, Cas, PlainLink, Service

T = TypeVar("T", bound=AnySheet)

PLAIN: Final = PlainLink(schema=1)
"""What a supplier without a sheet goes by."""

KEPT: Final = 200


def sheet_of(supplier: Supplier) -> AnySheet:
    """The sheet in use. Raises `SheetError` for one that no schema takes any more."""
    row = supplier.active_sheet
    return PLAIN if row is None else read_row(row)


def read_row(row: SupplierSheet) -> AnySheet:
    """One version, read once by each process: rows are never changed."""
    return _read(row.method, msgspec.json.encode(row.content))


@lru_cache(maxsize=KEPT)
def _read(method: str, content: bytes) -> AnySheet:
    return read_sheet(method, msgspec.json.decode(content))


@dataclass(frozen=True, slots=True)
class KnownService:
    """A supplier that may be answered at an address, by which sheet, by which entry of it."""

    supplier: Supplier
    sheet: Cas
    service: Service
    address: WebAddress


def find_cas_service(text: str) -> KnownService | None:
    """The supplier whose sheet names the address; None for one that nobody names. One query."""
    address = read_address(text)
    if address is None or not address.is_safe:
        return None
    for supplier, sheet in suppliers_by("cas", Cas):
        service = service_at(sheet.services, address)
        if service is not None and address.host in supplier.host_names:
            return KnownService(supplier, sheet, service, address)
    return None


def suppliers_by(method: str, kind: Callable[..., T]) -> list[tuple[Supplier, Any]]:
    """The suppliers whose sheet in use is of that method, with it; a sheet that cannot be read opens nothing."""
    rows = Supplier.objects.filter(active_sheet__method=method).select_related("active_sheet")
    found = []
    for supplier in rows.order_by("pk"):
        try:
            sheet = sheet_of(supplier)
        except SheetError:
            continue
        if isinstance(sheet, kind):  # type: ignore[arg-type]
            found.append((supplier, sheet))
    return found
