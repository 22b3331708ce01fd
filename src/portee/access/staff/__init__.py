"""The back-office screens of access, registered when the toolkit discovers this module."""

from portee.access.staff.address_range import AddressRangeScreen
from portee.access.staff.entitlement import EntitlementScreen
from portee.access.staff.offer import OfferScreen
from portee.access.staff.supplier import SupplierScreen
from portee.access.staff.supplier_sheet import SupplierSheetScreen
from portee.access.staff.why import WhyScreen
from portee.ui.backoffice.registration import register_screens

register_screens(
    OfferScreen,
    EntitlementScreen,
    SupplierScreen,
    SupplierSheetScreen,
    AddressRangeScreen,
    WhyScreen,
)
