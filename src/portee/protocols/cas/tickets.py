"""The texts of tickets. Source: CAS Protocol 3.0, § 3: they begin with their kind and hold letters, digits, hyphens."""

import base64
import re
from enum import StrEnum
from typing import Final

ENTROPY_BYTES: Final = 30
"""240 bits: 48 characters, with the prefix under the 256 that clients must take."""

_TEXT = re.compile(r"(?:ST|PT|PGT|PGTIOU)-[A-Z2-7]{48}")


class TicketKind(StrEnum):
    """What a ticket is for: a service, a service asked by another, asking in somebody's name, naming that right."""

    SERVICE = "ST"
    PROXY = "PT"
    PROXY_GRANTING = "PGT"
    PROXY_GRANTING_IOU = "PGTIOU"


def write_ticket(kind: TicketKind, *, entropy: bytes) -> str:
    """The text of a ticket, of that much chance. Raises `ValueError` when there is too little of it."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(len(entropy))
    return f"{kind.value}-{base64.b32encode(entropy).decode('ascii')}"


def is_ticket(text: str, *kinds: TicketKind) -> bool:
    """Whether a text has the form of a ticket of one of these kinds."""
    return bool(_TEXT.fullmatch(text)) and text.split("-", 1)[0] in kinds
