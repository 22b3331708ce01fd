"""SIP2 as a reader system speaks it: four requests, their answers, and dialects as data. Pure: no network, no clock.

Refuses to be: circulation (checkout, checkin, fees), and a server. Source: 3M Standard Interchange Protocol 2.00
(document revision 2.12), cited by the titles of its sections since its printings number them differently.
"""

from portee.protocols.sip2.answers import (
    Patron,
    SystemStatus,
    read_login,
    read_patron,
    read_system_status,
)
from portee.protocols.sip2.dialect import Dialect, DialectError, families, read_dialect
from portee.protocols.sip2.framing import MAX_FRAME_BYTES, find_frame_end, frame_in
from portee.protocols.sip2.refusal import Reason, Sip2Refusal
from portee.protocols.sip2.requests import write_login, write_patron_request, write_status_request

__all__ = [
    "MAX_FRAME_BYTES",
    "Dialect",
    "DialectError",
    "Patron",
    "Reason",
    "Sip2Refusal",
    "SystemStatus",
    "families",
    "find_frame_end",
    "frame_in",
    "read_dialect",
    "read_login",
    "read_patron",
    "read_system_status",
    "write_login",
    "write_patron_request",
    "write_status_request",
]
