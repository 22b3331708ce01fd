"""What a CAS server says: tickets, answers to suppliers, requests to end their sessions. No network, no database.

Source: CAS Protocol 3.0 specification (Apereo). XML is written here and only read by suppliers.
"""

from portee.protocols.cas.answers import (
    FailureCode,
    failure,
    plain_answer,
    proxy_failure,
    proxy_success,
    success,
)
from portee.protocols.cas.logout import logout_request
from portee.protocols.cas.tickets import ENTROPY_BYTES, TicketKind, is_ticket, write_ticket

__all__ = [
    "ENTROPY_BYTES",
    "FailureCode",
    "TicketKind",
    "failure",
    "is_ticket",
    "logout_request",
    "plain_answer",
    "proxy_failure",
    "proxy_success",
    "success",
    "write_ticket",
]
