"""The door of access: what opens to whom, for pages and programs above."""

from portee.access.queries.offer_addresses import offer_codes
from portee.access.queries.resource_offers import ResourceOffer, resource_offers
from portee.access.queries.search_access import search_access
from portee.access.services.demonstration import fill_demonstration

__all__ = [
    "ResourceOffer",
    "fill_demonstration",
    "offer_codes",
    "resource_offers",
    "search_access",
]
