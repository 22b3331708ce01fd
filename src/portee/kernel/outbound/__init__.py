"""The only way out: HTTP calls to other servers, fenced (tests/architecture forbids any other client).

`Client` resolves a name once and calls that very address, refuses private networks, follows three redirects at most
and checks each, and bounds time and size whatever the other side does.
"""

from portee.kernel.outbound.client import Answer, Client
from portee.kernel.outbound.errors import (
    AddressRefused,
    AnswerRefused,
    OutboundError,
    TargetUnavailable,
)

__all__ = [
    "AddressRefused",
    "Answer",
    "AnswerRefused",
    "Client",
    "OutboundError",
    "TargetUnavailable",
]
