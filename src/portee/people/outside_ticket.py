"""What is carried for whoever signs in at a provider: in a cookie on the way there, in a form once back. Sealed, short.

The cookie is laid on whoever asks to sign in, never on a visitor, and taken away when she is back.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from portee.people.ports import Errand, OutsideFacts
from portee.people.sealed_text import seal, unseal

LASTS: Final = timedelta(minutes=10)
_JOURNEY: Final = "people.outside.journey"
_KNOWN: Final = "people.outside.known"


@dataclass(frozen=True, slots=True)
class Journey:
    """To which provider somebody went, what for, and where she goes afterwards."""

    provider_id: int
    errand: Errand
    onwards: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who a provider said, a moment ago, has signed in there."""

    provider_id: int
    facts: OutsideFacts
    issued_at: datetime


def draw_errand(return_url: str) -> Errand:
    """Words that nobody guesses; the verifier has the length that RFC 7636 asks for."""
    return Errand(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        return_url=return_url,
    )


def write_journey(journey: Journey) -> str:
    """The text of the cookie."""
    return _write(
        _JOURNEY,
        journey.started_at,
        provider=journey.provider_id,
        errand=asdict(journey.errand),
        onwards=journey.onwards,
    )


def read_journey(text: str, *, at: datetime) -> Journey | None:
    """What it carries; None when it is not ours, was made for another use or is too old."""
    said = _read(_JOURNEY, text, at=at)
    if said is None:
        return None
    return Journey(said["provider"], Errand(**said["errand"]), said["onwards"], _moment(said["at"]))


def write_ticket(ticket: Ticket) -> str:
    """The text of a hidden field; its life is counted from the coming back, however often the form is sent."""
    return _write(_KNOWN, ticket.issued_at, provider=ticket.provider_id, facts=asdict(ticket.facts))


def read_ticket(text: str, *, at: datetime) -> Ticket | None:
    """The same, of a ticket."""
    said = _read(_KNOWN, text, at=at)
    if said is None:
        return None
    return Ticket(said["provider"], OutsideFacts(**said["facts"]), _moment(said["at"]))


def _write(use: str, at: datetime, **said: Any) -> str:
    return seal(json.dumps({"use": use, "at": at.isoformat(), **said}))


def _read(use: str, text: str, *, at: datetime) -> dict[str, Any] | None:
    said = json.loads(unseal(text) or "{}")
    if not isinstance(said, dict) or said.get("use") != use:
        return None
    return said if at - _moment(said["at"]) <= LASTS else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
