"""Which documents open to somebody, in the terms of search."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from portee.access.queries.situation import read_situation
from portee.access.viewer import viewer_of
from portee.catalogue.api import Access, AccessMode, classes_opened_by


def search_access(request: HttpRequest, *, only: bool, at: datetime) -> Access | None:
    """The classes that open to whoever asks; None for a visitor who does not ask for what opens only.

    Three queries for somebody, whatever the number of offers and of results; none for a visitor, to whom opens what
    opens to everybody: pages of visitors are shared.
    """
    viewer = viewer_of(request)
    mode = AccessMode.ONLY if only else AccessMode.BADGE
    if not viewer.is_known:
        return Access(classes_opened_by(()), mode) if only else None
    situation = read_situation(
        person=viewer.person(on=timezone.localdate(at)), at=at, sites=viewer.sites
    )
    codes = {offer.source_code for offer in situation.open_offers()} - {""}
    return Access(classes_opened_by(codes), mode)
