"""The page of an offer: what it is, who may open it and how, whether it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portee.access.models import Accessibility, Entitlement, Offer, OfferModel, ServiceState
from portee.access.queries.offer_list import current_offers
from portee.access.right_words import terms_in_words


@dataclass(frozen=True, slots=True)
class NodeLine:
    """An establishment of a right; `gathers` others below it."""

    code: str
    name: str
    gathers: bool


@dataclass(frozen=True, slots=True)
class RightLine:
    """One right, in words: at which establishments, on what terms."""

    establishments: Sequence[NodeLine]
    covers_below: bool
    terms: Sequence[str]


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What the page shows to everybody."""

    offer: Offer
    rights: Sequence[RightLine]

    @property
    def is_free(self) -> bool:
        """Whether nobody pays for it."""
        return self.offer.model == OfferModel.FREE

    @property
    def is_silent(self) -> bool:
        """Whether its platform was last seen silent."""
        return self.offer.supplier.service_state == ServiceState.SILENT

    @property
    def knows_accessibility(self) -> bool:
        """Whether anything is known of its accessibility."""
        return self.offer.accessibility != Accessibility.UNKNOWN

    @property
    def sharing(self) -> str:
        """What the supplier learns of a reader, in a sentence."""
        if self.offer.supplier.active_sheet_id is None:
            return _("The platform is not told who you are.")
        return _(
            "The platform receives a number that stands for you there and nowhere else; your name and your address "
            "only if you agree."
        )


def find_offer(code: str, *, on: date) -> Offer | None:
    """The offer that bears the code, if readers see it; one query."""
    return (
        current_offers(on=on).select_related("supplier", "establishment").filter(code=code).first()
    )


def read_offer_page(offer: Offer, *, on: date) -> OfferPage:
    """The page of an offer; two queries."""
    rows = Entitlement.objects.filter(offer=offer).prefetch_related("establishments").order_by("pk")
    lasting = [row for row in rows if row.end_date is None or row.end_date >= on]
    return OfferPage(
        offer=offer,
        rights=[
            RightLine(
                establishments=[
                    NodeLine(node.code, node.name, node.numchild > 0)
                    for node in row.establishments.all()
                ],
                covers_below=row.covers_below,
                terms=terms_in_words(row),
            )
            for row in lasting
        ],
    )
