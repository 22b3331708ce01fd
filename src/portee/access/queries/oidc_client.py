"""The supplier behind a client of our OpenID Connect provider."""

from dataclasses import dataclass

from portee.access.models import Supplier
from portee.access.queries.supplier_sheet import suppliers_by
from portee.access.sheets.address import WebAddress, read_address
from portee.access.sheets.schema import Oidc, Service


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A supplier and its sheet."""

    supplier: Supplier
    sheet: Oidc

    def redirect(self, text: str) -> tuple[Service, WebAddress] | None:
        """The entry of an address to be led back to: the whole address is compared (RFC 9700, § 2.1)."""
        address = read_address(text)
        for one in self.sheet.redirect_uris:
            if one.address == text and address is not None:
                return (one, address) if address.host in self.supplier.host_names else None
        return None

    def leads_back_to(self, text: str) -> bool:
        """Whether a browser may be led there after signing out."""
        address = read_address(text)
        if address is None or address.host not in self.supplier.host_names:
            return False
        return any(one.address == text for one in self.sheet.after_logout)


def find_client(client_id: str) -> KnownClient | None:
    """The client of that id. One query."""
    for supplier, sheet in suppliers_by("oidc", Oidc):
        if client_id and sheet.client_id == client_id:
            return KnownClient(supplier, sheet)
    return None
