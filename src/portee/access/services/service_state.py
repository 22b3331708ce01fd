"""Watching whether the platforms of suppliers answer, and saying so to readers. Nothing else changes by it.

A platform that cannot be asked (a name that is not found, an address that we do not call, nothing to ask for) is not
known: it is never called silent for a fault that may be ours.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils import timezone

from portee.access.events import ServiceStateChanged
from portee.access.models import Offer, ServiceState, Supplier
from portee.access.queries.offer_list import current_offers
from portee.kernel import events
from portee.kernel.outbound import Client, OutboundError, TargetUnavailable

SECONDS: Final = 10.0
MOST_BYTES: Final = 1_048_576

NOT_ITS_FAULT: Final = frozenset({"unknown_host", "resolution_timeout", "busy"})
"""Reasons of an answer that did not come which say nothing of the platform: our names, our own crowd."""


def watched_suppliers(*, at: datetime) -> list[int]:
    """The suppliers to ask: those that are watched, and have something that readers may open."""
    offers = current_offers(on=timezone.localdate(at)).filter(supplier__is_watched=True)
    return list(offers.order_by("supplier_id").values_list("supplier_id", flat=True).distinct())


def probe(*, supplier_id: int, at: datetime, client: Client) -> ServiceState:
    """Ask the page where its first offer opens, as a browser would; whatever it says but a failure is an answer."""
    offers: list[Offer] = list(
        current_offers(on=timezone.localdate(at)).filter(supplier_id=supplier_id)[:1]
    )
    if not offers:
        return ServiceState.UNKNOWN
    try:
        answer = client.request(
            "GET", offers[0].address, seconds=SECONDS, max_bytes=MOST_BYTES, follow=False
        )
    except TargetUnavailable as error:
        is_ours = error.reason in NOT_ITS_FAULT
        return ServiceState.UNKNOWN if is_ours else ServiceState.SILENT
    except OutboundError:
        # It answers something that we do not take, or stands where we do not call.
        return ServiceState.UNKNOWN
    has_failed = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return ServiceState.SILENT if has_failed else ServiceState.ANSWERS


@transaction.atomic
def note_state(*, supplier_id: int, state: ServiceState, since: datetime, at: datetime) -> bool:
    """Keep what was seen, if it is news; whether it is. One that nobody watches any more is left alone."""
    rows = Supplier.objects.filter(pk=supplier_id, is_watched=True).exclude(service_state=state)
    is_news = bool(rows.update(service_state=state, service_since_at=since))
    if is_news:
        events.publish(ServiceStateChanged(supplier_id=supplier_id, state=state.value, at=at))
    return is_news
