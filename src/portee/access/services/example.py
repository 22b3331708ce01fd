"""Opening an offer as an example member: seen, noted, counted for nobody; what is paid for is not opened."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from portee.access.decision import decide
from portee.access.errors import LaunchRefusedError
from portee.access.models import Launch, OfferModel
from portee.access.opening import Opening
from portee.access.queries.situation import read_situation
from portee.access.question import Person, Site
from portee.access.services.handover import readable_sheet
from portee.access.services.launch import hold_offer, opening_of
from portee.access.sheets.reading import names_nobody
from portee.access.wording import sentence_of
from portee.kernel.actor import Actor


@transaction.atomic
def open_as_example(
    *, offer_id: int, person: Person, actor: Actor, at: datetime, place: tuple[Site, ...]
) -> Opening | None:
    """Decide for the example and note who looked; None for what would have opened, and does not for an example.

    That is what is paid for, and what is told who comes: an example member is nobody, and whoever looks is not told.

    Raises `LaunchRefusedError`, `HandoverFailedError`.
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
    if offer.model != OfferModel.FREE or not names_nobody(readable_sheet(offer.supplier)):
        return None
    return replace(opening_of(offer, launch), account_id=None)
