"""The supplier behind a service provider of SAML."""

from dataclasses import dataclass

from portee.access.models import Supplier
from portee.access.queries.supplier_sheet import suppliers_by
from portee.access.sheets.address import WebAddress, read_address
from portee.access.sheets.schema import Saml, Service


@dataclass(frozen=True, slots=True)
class KnownProvider:
    """A supplier and its sheet."""

    supplier: Supplier
    sheet: Saml

    def consumer(self, text: str, *, place: int | None = None) -> tuple[Service, WebAddress] | None:
        """The entry of an address, compared whole; for no address the entry at a place, or the first."""
        entries = self.sheet.assertion_consumers
        if not text:
            number = place or 0
            entries = entries[number : number + 1]
        for one in entries:
            address = read_address(one.address)
            if text in {"", one.address} and address is not None:
                return (one, address) if self.is_its_own(address) else None
        return None

    def is_its_own(self, address: WebAddress | None) -> bool:
        """Whether what says who comes may go there: over https, to a host that the supplier still has."""
        return address is not None and address.is_safe and address.host in self.supplier.host_names


def find_provider(*, entity_id: str = "", code: str = "") -> KnownProvider | None:
    """The provider of that entity id, or the supplier of that code. One query."""
    for supplier, sheet in suppliers_by("saml", Saml):
        if sheet.entity_id == entity_id or supplier.code == code:
            return KnownProvider(supplier, sheet)
    return None
