"""The list of offers, from A to Z: four queries for somebody, one for visitors, whatever the number of offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from portee.access.decision import Decision
from portee.access.forms.offer_filter import OfferQuestion
from portee.access.models import Offer, OfferModel, ServiceState
from portee.access.queries.situation import Situation
from portee.access.wording import Advice, advice_for
from portee.kernel.ordering import search_key


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One offer of the list. `decision` is None where nobody in particular asks."""

    offer: Offer
    decision: Decision | None

    @property
    def is_open(self) -> bool:
        """Whether it opens to whoever asks."""
        return self.decision is not None and self.decision.is_allowed

    @property
    def is_free(self) -> bool:
        """Whether nobody pays for it."""
        return self.offer.model == OfferModel.FREE

    @property
    def is_silent(self) -> bool:
        """Whether its platform was last seen silent."""
        return self.offer.supplier.service_state == ServiceState.SILENT

    @property
    def advice(self) -> Advice | None:
        """Why it does not open, and what to do; None when it does, or nobody asks."""
        return advice_for(self.decision.reason) if self.decision and not self.is_open else None


def list_offers(
    question: OfferQuestion, *, on: date, situation: Situation | None
) -> Sequence[OfferCard]:
    """The offers that are shown and last, those asked for."""
    rows = current_offers(on=on).select_related("supplier")
    if question.kind:
        rows = rows.filter(kind=question.kind)
    if question.audience:
        rows = rows.filter(audience=question.audience)
    words = search_key(question.text).split()
    found = [
        OfferCard(offer, situation.decision(offer) if situation else None)
        for offer in rows
        if all(word in _searched(offer) for word in words)
    ]
    return [card for card in found if card.is_open] if question.only_open else found


def current_offers(*, on: date) -> QuerySet[Offer]:
    """The offers that readers see on a day: shown, and not over; those to come too."""
    lasting = Q(end_date=None) | Q(end_date__gte=on)
    return Offer.objects.filter(lasting, is_published=True).order_by("sort_title", "pk")


def _searched(offer: Offer) -> str:
    return search_key(f"{offer.title} {offer.description} {offer.supplier.name}")
