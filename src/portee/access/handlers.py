"""What access does when something changes: the pages that visitors share are drawn again."""

from portee.access.events import OfferChanged
from portee.access.queries.establishment_offers import (
    EstablishmentOffers,
    read_establishment_offers,
)
from portee.kernel import clock, page_cache
from portee.network.api import EstablishmentSummary


def redraw_public_pages(_event: OfferChanged) -> None:
    """Forget the cached pages: offers are on the pages of establishments too."""
    page_cache.purge()


def offers_of_establishment(establishment: EstablishmentSummary) -> EstablishmentOffers | None:
    """What an establishment opens today, when its page is drawn."""
    return read_establishment_offers(establishment, today=clock.today())
