"""The only way out: calls to other servers, fenced (tests/architecture forbids any other client).

`Client` resolves a name once and calls that very address, refuses private networks, follows three redirects at most
and checks each, and bounds time and size whatever the other side does. `StreamClient` does the same for what is no
HTTP, and only with servers that the operator named.
"""

from portee.kernel.outbound.client import Answer, Client
from portee.kernel.outbound.errors import (
    AddressRefused,
    AnswerRefused,
    OutboundError,
    TargetUnavailable,
)
from portee.kernel.outbound.stream import Conversation, StreamAddress, StreamClient

__all__ = [
    "AddressRefused",
    "Answer",
    "AnswerRefused",
    "Client",
    "Conversation",
    "OutboundError",
    "StreamAddress",
    "StreamClient",
    "TargetUnavailable",
]
