"""What access does when something changes: the pages that visitors share are drawn again."""

from portee.access.events import OfferChanged, ServiceStateChanged
from portee.access.queries.establishment_offers import (
    EstablishmentOffers,
    read_establishment_offers,
)
from portee.access.queries.sharing import GivenConsent, consents_of
from portee.access.tasks import end_supplier_sessions
from portee.kernel import clock, page_cache
from portee.kernel.jobs import enqueue
from portee.network.api import EstablishmentSummary
from portee.people.events import AccountDeactivated, GuardianConsentWithdrawn, SignedOut


def redraw_public_pages(_event: OfferChanged | ServiceStateChanged) -> None:
    """Forget the cached pages: offers are on the pages of establishments too."""
    page_cache.purge()


def offers_of_establishment(establishment: EstablishmentSummary) -> EstablishmentOffers | None:
    """What an establishment opens today, when its page is drawn."""
    return read_establishment_offers(establishment, today=clock.today())


def leave_suppliers(event: SignedOut | AccountDeactivated | GuardianConsentWithdrawn) -> None:
    """End what somebody opened at suppliers."""
    enqueue(end_supplier_sessions, account_id=event.account_id)


def shared_with_suppliers(account_id: int) -> list[GivenConsent] | None:
    """What somebody answered to suppliers, on their own page; nothing for whoever was never asked."""
    return consents_of(account_id) or None
