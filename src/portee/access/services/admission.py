"""Letting somebody in, from a click here or from the supplier's own page: asked, decided, counted, then led on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from portee.access.decision import Decision
from portee.access.errors import ConsentMissingError, HandoverFailedError
from portee.access.models import Offer
from portee.access.opening import Opening
from portee.access.queries.sharing import Sharing, sharing_of
from portee.access.queries.situation import person_of, read_situation
from portee.access.queries.supplier_sheet import KnownService
from portee.access.question import Site
from portee.access.services.handover import Handover, hand_over, readable_sheet
from portee.access.services.launch import open_offer
from portee.access.services.ticket import issue_ticket
from portee.access.sheets.address import WebAddress, read_address
from portee.access.sheets.schema import AnySheet
from portee.kernel.actor import Actor
from portee.protocols.cas import TicketKind


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody at the door of an offer: who, when, from where."""

    actor: Actor
    at: datetime
    place: tuple[Site, ...]


def offer_at(known: KnownService) -> Offer:
    """The offer that an address of a supplier opens. Raises `HandoverFailedError` when it is not one alone."""
    return offer_of(supplier_id=known.supplier.pk, code=known.service.offer, address=known.address)


def offer_of(*, supplier_id: int, code: str, address: WebAddress) -> Offer:
    """The offer that the sheet names or, for want of it, the only one or the one whose address is nearest."""
    rows = Offer.objects.filter(supplier_id=supplier_id, is_published=True)
    offers = list(rows.filter(code=code) if code else rows.order_by("pk"))
    if len(offers) > 1:
        offers = _nearest(offers, address)
    if len(offers) != 1:
        raise HandoverFailedError(
            _("This platform cannot be opened: its sheet does not say which offer this is.")
        )
    return offers[0]


def _nearest(offers: list[Offer], address: WebAddress) -> list[Offer]:
    """Those of the same machine, whose address begins longest like the one that asks."""
    lengths: dict[int, int] = {}
    for offer in offers:
        there = read_address(offer.address)
        if there is not None and there.origin == address.origin:
            lengths[offer.pk] = _steps_in_common(there.path, address.path)
    best = max(lengths.values(), default=-1)
    return [offer for offer in offers if lengths.get(offer.pk) == best]


def _steps_in_common(one: str, other: str) -> int:
    steps = 0
    for mine, yours in zip(one.strip("/").split("/"), other.strip("/").split("/"), strict=False):
        if mine != yours:
            break
        steps += 1
    return steps


def lead_to(*, offer: Offer, entry: Entry, address: str = "") -> Handover:
    """Let somebody in who clicked here; `address` is that of a title.

    Raises `LaunchRefusedError`, `ConsentMissingError`, `HandoverFailedError`.
    """
    sheet = readable_sheet(offer.supplier)
    opening = admit(offer=offer, sheet=sheet, entry=entry, address=address)
    return hand_over(opening, at=entry.at)


def admit(*, offer: Offer, sheet: AnySheet, entry: Entry, address: str = "") -> Opening:
    """Decide and count the opening, once the person has said what may be told.

    The question is put before anything is counted, and only to whoever would be let in.
    Raises `LaunchRefusedError`, `ConsentMissingError`.
    """
    account_id = entry.actor.account_id
    if account_id is not None:
        sharing = sharing_of(account_id=account_id, supplier=offer.supplier, sheet=sheet)
        if sharing is Sharing.TO_ASK and (decision := _decided(offer, entry)).is_allowed:
            raise ConsentMissingError(decision.establishment_id)
    return open_offer(
        offer_id=offer.pk, actor=entry.actor, at=entry.at, place=entry.place, address=address
    )


def _decided(offer: Offer, entry: Entry) -> Decision:
    situation = read_situation(
        person=person_of(entry.actor), at=entry.at, sites=entry.place, offer_ids=[offer.pk]
    )
    return situation.decision(offer)


def ticket_for(opening: Opening, *, known: KnownService, service: str, at: datetime) -> str:
    """A ticket for the very address that asked. `opening` is somebody's, who has an account."""
    if opening.account_id is None:
        raise HandoverFailedError(_("This platform opens to people who signed in."))
    return issue_ticket(
        kind=TicketKind.SERVICE,
        supplier=known.supplier,
        service=service,
        account_id=opening.account_id,
        launch_id=opening.launch_id,
        at=at,
        life=timedelta(seconds=known.sheet.ticket_seconds),
    )
