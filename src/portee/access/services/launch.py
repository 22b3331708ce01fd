"""Opening an offer: decided, counted and noted in one transaction, which holds the row of the offer meanwhile.

Whoever holds that row counts alone: of two launches the second reads what the first has taken. On PostgreSQL by the
lock of the row, on SQLite because one transaction writes at a time anyway.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from portee.access.errors import LaunchRefusedError
from portee.access.events import OfferOpened
from portee.access.models import Launch, Offer
from portee.access.opening import Opening
from portee.access.queries.situation import person_of, read_situation
from portee.access.question import Site
from portee.access.rules import SPENT
from portee.access.services.budget import reaches_threshold
from portee.access.services.meter import count_launch
from portee.access.services.seat import take_seat
from portee.access.supplier_host import is_address_of
from portee.access.tasks import warn_budget
from portee.access.wording import sentence_of
from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.jobs import enqueue

Place = tuple[Site, ...]
"""The establishments from which the request comes (queries/place.py)."""

DOUBLE_CLICK: Final = timedelta(seconds=30)
"""A second opening by the same person within it is the first one again. Source: COUNTER 5.1, § 7.2."""


@transaction.atomic
def open_offer(
    *, offer_id: int, actor: Actor, at: datetime, place: Place, address: str = ""
) -> Opening:
    """Decide, count and note one launch; `address` is that of a title, where it is on a host of the supplier.

    Raises `LaunchRefusedError`; `Offer.DoesNotExist`.
    """
    offer = hold_offer(offer_id)
    person = person_of(actor)
    situation = read_situation(person=person, at=at, sites=place, offer_ids=[offer_id])
    decision = situation.decision(offer)
    if decision.is_allowed or decision.reason in SPENT:
        # The last token, or one's last opening, is not refused to the click that has just taken it.
        again = _just_opened(offer, actor, at=at)
        if again is not None:
            return opening_of(offer, again, address=address)
    if not decision.is_allowed:
        raise LaunchRefusedError(decision, sentence_of(decision.reason))
    launch = Launch.objects.create(
        offer=offer,
        entitlement_id=decision.right_id,
        account_id=actor.account_id,
        establishment_id=decision.establishment_id,
        at=at,
        is_on_site=bool(place),
    )
    counted = count_launch(launch, offer=offer)
    take_seat(launch, offer=offer)
    if reaches_threshold(offer, counted=counted, at=at):
        enqueue(warn_budget, offer_id=offer.pk)
    events.publish(
        OfferOpened(
            launch_id=launch.pk,
            offer_id=offer.pk,
            establishment_id=launch.establishment_id,
            at=at,
        )
    )
    return opening_of(offer, launch, address=address)


def hold_offer(offer_id: int) -> Offer:
    """The offer, its row held until the transaction ends."""
    rows = Offer.objects.select_related("supplier")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=offer_id)


def opening_of(offer: Offer, launch: Launch, *, address: str = "") -> Opening:
    """What is handed on of a launch: the title that was asked for, or the front door of the offer."""
    return Opening(
        launch_id=launch.pk,
        supplier_code=offer.supplier.code,
        account_id=launch.account_id,
        establishment_id=launch.establishment_id,
        target_url=address if is_address_of(offer.supplier, address) else offer.address,
    )


def _just_opened(offer: Offer, actor: Actor, *, at: datetime) -> Launch | None:
    if actor.account_id is None:
        return None
    return (
        Launch.objects.filter(
            offer=offer,
            account_id=actor.account_id,
            is_example=False,
            at__gt=at - DOUBLE_CLICK,
            at__lte=at,
        )
        .order_by("-at")
        .first()
    )
