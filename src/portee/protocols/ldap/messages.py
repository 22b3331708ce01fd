"""LDAP messages as bytes: two that we write, three that we read. Source: RFC 4511, sections 4.2 and 4.5.

Leave is taken by closing the line: the unbind of section 4.3 would tell the server nothing more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyasn1.codec.ber import decoder, encoder
from pyasn1_modules import rfc2251

SUCCESS, INVALID_CREDENTIALS = 0, 49
"""Result codes of RFC 4511, appendix A, among all those that there are."""

MAX_MESSAGE_BYTES = 64 * 1024
_SEQUENCE = 0x30
BOUND, SEARCHED = "bindResponse", "searchResDone"
_DONE = {BOUND, SEARCHED, "extendedResp"}


class LdapRefusal(ValueError):  # noqa: N818 - it names what happened
    """Bytes that are no message we can believe, or a value that cannot be written; `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Done:
    """How a request ended; `operation` is `BOUND` or `SEARCHED`, or what the server says without being asked."""

    message_id: int
    code: int
    operation: str = BOUND


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody found: the name of the entry, and its attributes by their names in lower case."""

    message_id: int
    name: str
    attributes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """The server says to look elsewhere, which we do not."""

    message_id: int


def write_bind(*, message_id: int, name: str, password: str) -> bytes:
    """Say who we are (section 4.2). An empty password would be an anonymous bind (5.1.2 of RFC 4513): refused."""
    if name and not password:
        raise LdapRefusal("empty_password")
    request = rfc2251.BindRequest()
    request["version"] = 3
    request["name"] = name.encode()
    request["authentication"]["simple"] = password.encode()
    return _written(message_id, "bindRequest", request)


def write_search(
    *, message_id: int, base: str, attribute: str, value: str, wanted: Sequence[str], seconds: int
) -> bytes:
    """Look below `base` for entries whose `attribute` is `value`; two are enough to know there is not one."""
    request = rfc2251.SearchRequest()
    request["baseObject"] = base.encode()
    request["scope"] = "wholeSubtree"
    request["derefAliases"] = "neverDerefAliases"
    request["sizeLimit"] = 2
    request["timeLimit"] = max(1, seconds)
    request["typesOnly"] = False
    request["filter"]["equalityMatch"]["attributeDesc"] = attribute.encode()
    request["filter"]["equalityMatch"]["assertionValue"] = value.encode()
    request["attributes"].extend(name.encode() for name in wanted)
    return _written(message_id, "searchRequest", request)


def is_whole(received: bytes) -> bool:
    """Whether what was received ends a request: whole messages only, the last one a result.

    True also for what is no message at all, so that nobody waits for the rest of it.
    """
    try:
        return bool((found := read_messages(received)) and isinstance(found[-1], Done))
    except LdapRefusal as refusal:
        return refusal.reason != "cut_short"


def read_messages(received: bytes) -> list[Done | Entry | Reference]:
    """All the messages there are. Raises LdapRefusal, `cut_short` when the last one is not whole."""
    found: list[Done | Entry | Reference] = []
    at = 0
    while at < len(received):
        end = _end_of_message(received, at)
        found.append(_message(received[at:end]))
        at = end
    return found


def _end_of_message(received: bytes, at: int) -> int:
    """Where the message ends that begins here: one sequence of a definite length (section 5.1)."""
    if received[at] != _SEQUENCE:
        raise LdapRefusal("not_a_message")
    if at + 1 >= len(received):
        raise LdapRefusal("cut_short")
    length, head = received[at + 1], 2
    if length & 0x80:
        width = length & 0x7F
        if not 1 <= width <= 4:
            raise LdapRefusal("length")
        if at + 2 + width > len(received):
            raise LdapRefusal("cut_short")
        length, head = int.from_bytes(received[at + 2 : at + 2 + width], "big"), 2 + width
    if length > MAX_MESSAGE_BYTES:
        raise LdapRefusal("too_large")
    if at + head + length > len(received):
        raise LdapRefusal("cut_short")
    return at + head + length


def _message(content: bytes) -> Done | Entry | Reference:
    try:
        message, rest = decoder.decode(content, asn1Spec=rfc2251.LDAPMessage())
        operation = message["protocolOp"]
        name = operation.getName()
        found = _understood(int(message["messageID"]), name, operation[name])
    except LdapRefusal:
        raise
    except Exception:
        # pyasn1 promises its own error; fuzzed bytes bring out others (UnicodeDecodeError, TypeError, OverflowError).
        raise LdapRefusal("unreadable") from None
    if rest:
        raise LdapRefusal("trailing")
    return found


def _understood(message_id: int, name: str, operation: Any) -> Done | Entry | Reference:
    if name in _DONE:
        return Done(message_id, int(operation["resultCode"]), name)
    if name == "searchResEntry":
        attributes = {
            bytes(one["type"]).decode("ascii").lower(): [bytes(v).decode() for v in one["vals"]]
            for one in operation["attributes"]
        }
        return Entry(message_id, bytes(operation["objectName"]).decode(), attributes)
    if name == "searchResRef":
        return Reference(message_id)
    raise LdapRefusal("other_message")


def _written(message_id: int, name: str, operation: Any) -> bytes:
    message = rfc2251.LDAPMessage()
    message["messageID"] = message_id
    message["protocolOp"][name] = operation
    return bytes(encoder.encode(message))
