"""Answers the machine of a supplier that asks whose ticket it was shown."""

import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from portee.access.models import SupplierSession, Ticket
from portee.access.queries.sharing import Sharing, facts_asked, passenger_for, sharing_of
from portee.access.queries.supplier_sheet import KnownService, find_cas_service
from portee.access.services.supplier_identifier import identifier_for
from portee.access.services.ticket import PROXY_GRANTING_LIFE, keep_ticket, take_ticket
from portee.access.sheets.address import read_address, with_parameters
from portee.access.sheets.link import written
from portee.access.sheets.reading import service_at
from portee.access.sheets.schema import Cas
from portee.kernel.outbound import Client, OutboundError
from portee.protocols.cas import ENTROPY_BYTES, FailureCode, TicketKind, is_ticket, write_ticket

logger = logging.getLogger(__name__)


class TicketRefusedError(Exception):
    """The supplier learns nothing; `code` says why, in the words of the protocol."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Validation:
    """What the supplier asks. `version` is that of the protocol; `takes_proxies` for an address that lets them in."""

    service: str
    ticket: str = field(repr=False)
    version: int
    takes_proxies: bool = False
    renew: bool = False
    callback: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the supplier learns."""

    identifier: str
    attributes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    pgt_iou: str = ""
    proxies: tuple[str, ...] = ()


def validate_ticket(asked: Validation, *, at: datetime, client: Client) -> Identity:
    """Take the ticket and say who it is. Raises `TicketRefusedError`."""
    if not asked.service or not asked.ticket:
        raise TicketRefusedError(FailureCode.INVALID_REQUEST)
    kinds = {TicketKind.SERVICE} | ({TicketKind.PROXY} if asked.takes_proxies else set())
    if not is_ticket(asked.ticket, TicketKind.SERVICE, TicketKind.PROXY):
        raise TicketRefusedError(FailureCode.INVALID_TICKET)
    ticket = take_ticket(asked.ticket, at=at)
    if ticket is None:
        raise TicketRefusedError(FailureCode.INVALID_TICKET)
    if asked.renew or TicketKind(ticket.kind) not in kinds:
        raise TicketRefusedError(FailureCode.INVALID_TICKET_SPEC)
    known = find_cas_service(asked.service)
    # Bound to the very address, then to its supplier, whose sheet may have changed since.
    if known is None or ticket.service != asked.service or known.supplier.pk != ticket.supplier_id:
        raise TicketRefusedError(FailureCode.INVALID_SERVICE)
    if asked.version not in known.sheet.versions:
        raise TicketRefusedError(FailureCode.UNAUTHORIZED_SERVICE)
    return _identity(ticket, known, asked, at=at, client=client)


def _identity(
    ticket: Ticket, known: KnownService, asked: Validation, *, at: datetime, client: Client
) -> Identity:
    identifier = identifier_for(account_id=ticket.account_id, supplier=known.supplier, at=at)
    sheet = known.sheet
    tells = asked.version == 3 or (asked.version == 2 and sheet.attributes_in_2)
    attributes = _attributes(ticket, sheet, identifier, at=at) if tells else ()
    pgt_iou = _grant(ticket, sheet, asked.callback, at=at, client=client)
    if sheet.single_logout:
        SupplierSession.objects.create(
            supplier=known.supplier,
            account_id=ticket.account_id,
            reference=asked.ticket,
            end_at=ticket.service,
            opened_at=at,
        )
    return Identity(identifier, attributes, pgt_iou, tuple(ticket.proxies))


def _attributes(
    ticket: Ticket, sheet: Cas, identifier: str, *, at: datetime
) -> tuple[tuple[str, str], ...]:
    """What the sheet names and the person agrees to at this very moment; an empty value is not told."""
    sharing = sharing_of(account_id=ticket.account_id, supplier=ticket.supplier, sheet=sheet)
    facts = facts_asked(sheet) if sharing is Sharing.GIVEN else ()
    passenger = passenger_for(
        account_id=ticket.account_id,
        identifier=identifier,
        establishment_id=ticket.launch.establishment_id if ticket.launch else None,
        facts=facts,
    )
    told = ((item.name, written(item, passenger=passenger, at=at)) for item in sheet.attributes)
    return tuple((name, value) for name, value in told if value)


def _grant(ticket: Ticket, sheet: Cas, callback: str, *, at: datetime, client: Client) -> str:
    """Send the supplier the right to ask in the person's name; the word by which it knows which, empty for none.

    The ticket itself stays good when the callback does not answer (CAS 3.0, § 2.5.4), the right is not given.
    Raises `TicketRefusedError` for a callback that is not the supplier's.
    """
    if not callback:
        return ""
    address = read_address(callback)
    if (
        address is None
        or address.host not in ticket.supplier.host_names
        or service_at(sheet.proxy_callbacks, address) is None
    ):
        raise TicketRefusedError(FailureCode.INVALID_PROXY_CALLBACK)
    granting = write_ticket(TicketKind.PROXY_GRANTING, entropy=secrets.token_bytes(ENTROPY_BYTES))
    iou = write_ticket(TicketKind.PROXY_GRANTING_IOU, entropy=secrets.token_bytes(ENTROPY_BYTES))
    sent = {"pgtIou": iou, "pgtId": granting}
    try:
        # Not followed: what is sent is for the supplier's own machine.
        answer = client.request(
            "GET", with_parameters(callback, sent), seconds=5, max_bytes=65_536, follow=False
        )
    except OutboundError as error:
        logger.warning("proxy callback of %s: %s", ticket.supplier.code, error.reason)
        return ""
    if answer.status != 200:
        return ""
    keep_ticket(
        granting,
        kind=TicketKind.PROXY_GRANTING,
        supplier=ticket.supplier,
        service=callback,
        account_id=ticket.account_id,
        launch_id=ticket.launch_id,
        at=at,
        life=PROXY_GRANTING_LIFE,
        parent=ticket.parent,
    )
    return iou
