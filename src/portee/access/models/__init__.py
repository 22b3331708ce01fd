"""The tables of access, one noun per file."""

from portee.access.models.entitlement import AddressRange, Entitlement, Holder, PlaceTerm
from portee.access.models.launch import Launch, Seat
from portee.access.models.meter import BudgetWarning, Meter, MeterScope
from portee.access.models.offer import (
    Accessibility,
    Offer,
    OfferAudience,
    OfferChange,
    OfferKind,
    OfferModel,
)
from portee.access.models.sharing_consent import SharingConsent
from portee.access.models.supplier import ServiceState, SignInMethod, Supplier, SupplierSheet
from portee.access.models.supplier_identifier import SupplierIdentifier
from portee.access.models.supplier_session import SupplierSession
from portee.access.models.ticket import Ticket

__all__ = [
    "Accessibility",
    "AddressRange",
    "BudgetWarning",
    "Entitlement",
    "Holder",
    "Launch",
    "Meter",
    "MeterScope",
    "Offer",
    "OfferAudience",
    "OfferChange",
    "OfferKind",
    "OfferModel",
    "PlaceTerm",
    "Seat",
    "ServiceState",
    "SharingConsent",
    "SignInMethod",
    "Supplier",
    "SupplierIdentifier",
    "SupplierSession",
    "SupplierSheet",
    "Ticket",
]
