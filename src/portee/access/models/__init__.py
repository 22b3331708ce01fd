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
from portee.access.models.supplier import ServiceState, SignInMethod, Supplier, SupplierSheet

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
    "SignInMethod",
    "Supplier",
    "SupplierSheet",
]
