"""Gives a supplier a ticket for another one, in a reader's name: both sheets must say so, and her rights too."""

from datetime import datetime, timedelta

from portee.access.errors import ConsentMissingError, HandoverFailedError, LaunchRefusedError
from portee.access.queries.supplier_sheet import find_cas_service
from portee.access.services.admission import Entry, admit, offer_at
from portee.access.services.cas_validation import TicketRefusedError
from portee.access.services.ticket import find_lasting_ticket, issue_ticket
from portee.people.api import actor_of
from portee.protocols.cas import FailureCode, TicketKind, is_ticket


def give_proxy_ticket(*, granting: str, target: str, at: datetime) -> str:
    """The ticket for `target`. Raises `TicketRefusedError`."""
    if not granting or not target:
        raise TicketRefusedError(FailureCode.INVALID_REQUEST)
    if not is_ticket(granting, TicketKind.PROXY_GRANTING):
        raise TicketRefusedError(FailureCode.INVALID_TICKET)
    parent = find_lasting_ticket(granting, kind=TicketKind.PROXY_GRANTING, at=at)
    if parent is None:
        raise TicketRefusedError(FailureCode.INVALID_TICKET)
    known = find_cas_service(target)
    if known is None or parent.supplier.code not in known.sheet.proxied_by:
        raise TicketRefusedError(FailureCode.UNAUTHORIZED_SERVICE_PROXY)
    entry = Entry(actor=actor_of(account_id=parent.account_id, on=at.date()), at=at, place=())
    try:
        opening = admit(offer=offer_at(known), sheet=known.sheet, entry=entry)
    except (LaunchRefusedError, ConsentMissingError, HandoverFailedError):
        raise TicketRefusedError(FailureCode.UNAUTHORIZED_SERVICE) from None
    return issue_ticket(
        kind=TicketKind.PROXY,
        supplier=known.supplier,
        service=target,
        account_id=parent.account_id,
        launch_id=opening.launch_id,
        at=at,
        life=timedelta(seconds=known.sheet.ticket_seconds),
        parent=parent,
    )
