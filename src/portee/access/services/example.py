"""Opening an offer as an example member: seen, noted, counted for nobody; what is paid for is not opened."""

from datetime import datetime

from django.db import transaction

from portee.access.decision import decide
from portee.access.errors import LaunchRefusedError
from portee.access.models import Launch, OfferModel
from portee.access.opening import Opening
from portee.access.queries.situation import read_situation
from portee.access.question import Person, Site
from portee.access.services.launch import hold_offer, opening_of
from portee.access.wording import sentence_of
from portee.kernel.actor import Actor


@transaction.atomic
def open_as_example(
    *, offer_id: int, person: Person, actor: Actor, at: datetime, place: tuple[Site, ...]
) -> Opening | None:
    """Decide for the example and note who looked; None for what is paid for, which would have opened.

    Raises `LaunchRefusedError`.
    """
    offer = hold_offer(offer_id)
    situation = read_situation(person=person, at=at, sites=place, offer_ids=[offer_id])
    decision = decide(situation.question(offer))
    if not decision.is_allowed:
        raise LaunchRefusedError(decision, sentence_of(decision.reason))
    launch = Launch.objects.create(
        offer=offer,
        entitlement_id=decision.right_id,
        account_id=actor.account_id,
        establishment_id=decision.establishment_id,
        at=at,
        is_on_site=bool(place),
        is_example=True,
    )
    if offer.model != OfferModel.FREE:
        return None
    return opening_of(offer, launch)
