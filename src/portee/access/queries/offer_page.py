"""The page of an offer: what it is, who may open it and how, whether it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portee.access.models import Entitlement, Offer, OfferModel, ServiceState
from portee.access.queries.offer_list import current_offers
from portee.access.queries.sharing import facts_asked
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.right_words import terms_in_words
from portee.access.sheet_words import fact_label
from portee.access.sheets.reading import SheetError, names_nobody


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
    def sharing(self) -> str:
        """What the supplier learns of a reader, in a sentence."""
        try:
            sheet = sheet_of(self.offer.supplier)
        except SheetError:
            return _("This platform cannot be opened: its sheet cannot be read.")
        if names_nobody(sheet):
            return _("The platform is not told who you are.")
        asked = ", ".join(fact_label(fact) for fact in facts_asked(sheet))
        if not asked:
            return _(
                "The platform receives an identifier made for it alone, and nothing else of you."
            )
        return _(
            "The platform receives an identifier made for it alone. It asks for this too, and receives it only if you "
            "agree: %(facts)s."
        ) % {"facts": asked}


def find_offer(code: str, *, on: date) -> Offer | None:
    """The offer that bears the code, if readers see it; one query."""
    rows = current_offers(on=on).select_related("supplier__active_sheet", "establishment")
    return rows.filter(code=code).first()


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
