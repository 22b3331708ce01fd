"""Telling suppliers that somebody left: each by itself, so that one that is dead holds nobody else in."""

import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from django.db import transaction

from portee.access.adapters.xml_signature import is_available
from portee.access.models import SupplierSession
from portee.access.queries.supplier_sheet import find_cas_service, sheet_of
from portee.access.services.oidc_token import logout_token
from portee.access.services.saml_logout import SOAP_HEADERS, soap_end
from portee.access.services.ticket import end_granting_tickets
from portee.access.sheets.address import read_address
from portee.access.sheets.reading import SheetError
from portee.access.sheets.schema import Cas, Oidc, Saml
from portee.kernel.outbound import Client, TargetUnavailable
from portee.protocols.cas import logout_request

logger = logging.getLogger(__name__)

SESSION_LIFE: Final = timedelta(hours=24)
"""After it a supplier is held to have ended the session by itself."""


@transaction.atomic
def leave_suppliers(*, account_id: int | None, at: datetime) -> list[int]:
    """End every session that a person has at suppliers, from whatever device; the ids of those to tell of it.

    None stands for whoever is erased, whose tickets went with the account.
    """
    if account_id is None:
        theirs = SupplierSession.objects.filter(account=None)
    else:
        end_granting_tickets(account_id=account_id)
        theirs = SupplierSession.objects.filter(account_id=account_id)
    open_now = theirs.filter(ended_at=None, opened_at__gt=at - SESSION_LIFE)
    ids = list(open_now.order_by("pk").values_list("pk", flat=True))
    SupplierSession.objects.filter(pk__in=ids).update(ended_at=at)
    return ids


def tell_end(*, session_id: int, at: datetime, client: Client) -> None:
    """Tell one supplier; told once, or gone, it is done. Raises `OutboundError` when it cannot be reached.

    One that leads elsewhere has heard: modules that guard a site answer with its sign-in page. Where it leads is not
    followed. One that refuses will refuse again: it stays untold, and is not told any more.
    """
    row = (
        SupplierSession.objects.select_related("supplier__active_sheet")
        .filter(pk=session_id, told_at=None)
        .first()
    )
    said = _said(row, at=at) if row else None
    if row is None or said is None:
        return
    answer = client.request(
        "POST",
        row.end_at,
        headers=said.headers,
        content=said.content,
        seconds=10,
        max_bytes=1_048_576,
        follow=False,
    )
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise TargetUnavailable(f"status_{answer.status}")
    if answer.status < HTTPStatus.BAD_REQUEST:
        SupplierSession.objects.filter(pk=session_id).update(told_at=at)
    else:
        logger.warning("end of a session at %s: status %d", row.supplier.code, answer.status)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is sent, and how it is said to be written."""

    content: bytes = field(repr=False)
    headers: dict[str, str]


def _form(**said: str) -> _Telling:
    return _Telling(urlencode(said).encode(), {"Content-Type": "application/x-www-form-urlencoded"})


def _said(row: SupplierSession, *, at: datetime) -> _Telling | None:
    """What it is told; None for an address that its sheet names no more, or that is no longer on one of its hosts."""
    try:
        sheet = sheet_of(row.supplier)
    except SheetError:
        return None
    address = read_address(row.end_at)
    if address is None or address.host not in row.supplier.host_names:
        return None
    if isinstance(sheet, Oidc) and sheet.back_channel_logout == row.end_at:
        return _form(logout_token=logout_token(row, sheet=sheet, at=at))
    if isinstance(sheet, Saml) and sheet.back_channel_logout == row.end_at and is_available():
        return _Telling(soap_end(row, sheet=sheet, at=at), SOAP_HEADERS)
    if not isinstance(sheet, Cas) or find_cas_service(row.end_at) is None:
        return None
    request_id = f"LR-{secrets.token_hex(16)}"
    said = logout_request(ticket=row.reference, request_id=request_id, at=row.ended_at or at)
    return _form(logoutRequest=said)


def forget_sessions(*, at: datetime) -> int:
    """Delete what is over; how many."""
    return SupplierSession.objects.filter(opened_at__lt=at - SESSION_LIFE).delete()[0]
