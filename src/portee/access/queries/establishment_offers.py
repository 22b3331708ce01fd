"""What an establishment opens to its members, for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from portee.access.models import Entitlement, Offer
from portee.network.api import PATH_STEP, EstablishmentSummary

SHOWN = 12


@dataclass(frozen=True, slots=True)
class EstablishmentOffers:
    """The first offers from A to Z, and how many there are."""

    offers: Sequence[Offer]
    count: int

    @property
    def others(self) -> int:
        """How many are not shown."""
        return self.count - len(self.offers)


def read_establishment_offers(
    establishment: EstablishmentSummary, *, today: date
) -> EstablishmentOffers | None:
    """The offers that some right opens at this establishment today; None without any. One query."""
    path = establishment.path
    above = [path[:end] for end in range(PATH_STEP, len(path), PATH_STEP)]
    here = Q(establishments__path=path) | Q(establishments__path__in=above, covers_below=True)
    rights = Entitlement.objects.filter(
        here, Q(end_date=None) | Q(end_date__gte=today), start_date__lte=today
    )
    rows = Offer.objects.filter(
        Q(end_date=None) | Q(end_date__gte=today),
        is_published=True,
        start_date__lte=today,
        pk__in=rights.values("offer_id"),
    )
    found = list(rows.order_by("sort_title", "pk"))
    return EstablishmentOffers(found[:SHOWN], len(found)) if found else None
