"""What the pages of offers draw with: `{% load access %}`."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from portee.access.models import Offer, OfferKind

register = template.Library()

COVERS = {
    OfferKind.VIDEO: "film",
    OfferKind.PRESS: "press",
    OfferKind.TRAINING: "course",
    OfferKind.YOUTH: "game",
    OfferKind.BOOKS: "book",
    OfferKind.MUSIC: "recording",
}


@register.filter
def offer_cover(offer: Offer) -> str:
    """The drawing that stands for an offer."""
    return COVERS.get(OfferKind(offer.kind), "archive")


@register.simple_tag
def offer_way(title: str, code: str = "") -> list[tuple[str, str | None]]:
    """The way from the list of offers to an offer, or, with a code, to a page below it."""
    way: list[tuple[str, str | None]] = [(_("On-line resources"), reverse("access:offer_list"))]
    if code:
        return [*way, (title, reverse("access:offer", args=[code])), (_("Opening"), None)]
    return [*way, (title, None)]
