"""The offers through which a resource opens, for its page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from portee.access.queries.offer_list import current_offers
from portee.access.queries.situation import read_situation
from portee.access.supplier_host import is_address_of
from portee.access.viewer import viewer_of
from portee.access.wording import advice_for


@dataclass(frozen=True, slots=True)
class ResourceOffer:
    """One offer: whether it opens to whoever looks (None: nobody in particular), and why not, in a sentence.

    `addresses` are those of the resource that are its supplier's: they open through the offer.
    """

    code: str
    title: str
    is_open: bool | None
    why: str
    addresses: Sequence[str]


def resource_offers(
    request: HttpRequest, *, source_codes: Collection[str], addresses: Sequence[str], at: datetime
) -> Sequence[ResourceOffer]:
    """The offers tied to these sources: none without sources, one query, three more for somebody.

    `addresses` are those of the resource, the best first.
    """
    if not source_codes:
        return []
    on = timezone.localdate(at)
    rows = current_offers(on=on).select_related("supplier")
    offers = list(rows.filter(source_code__in=set(source_codes)))
    theirs = {
        one.pk: [address for address in addresses if is_address_of(one.supplier, address)]
        for one in offers
    }
    viewer = viewer_of(request)
    if not offers or not viewer.is_known:
        return [ResourceOffer(one.code, one.title, None, "", theirs[one.pk]) for one in offers]
    situation = read_situation(
        person=viewer.person(on=on),
        at=at,
        sites=viewer.sites,
        offer_ids=[one.pk for one in offers],
    )
    found = []
    for one in offers:
        decision = situation.decision(one)
        why = "" if decision.is_allowed else str(advice_for(decision.reason).why)
        found.append(ResourceOffer(one.code, one.title, decision.is_allowed, why, theirs[one.pk]))
    return sorted(found, key=lambda one: not one.is_open)
