"""What a card proved a moment ago, carried by the form that follows: sealed, readable by us alone, short-lived."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from portee.people.ports import PatronFacts
from portee.people.sealed_text import seal, unseal

LASTS: Final = timedelta(minutes=10)
_USE: Final = "people.card"


@dataclass(frozen=True, slots=True)
class Ticket:
    """The directory that vouched, what it said, and the account that already has the address it gave."""

    directory_id: int
    account_id: int
    facts: PatronFacts


def write_ticket(ticket: Ticket, *, at: datetime) -> str:
    """The text of a hidden field."""
    facts = ticket.facts
    said = {
        "use": _USE,
        "at": at.isoformat(),
        "directory": ticket.directory_id,
        "account": ticket.account_id,
        "card": facts.card_number,
        "asked": facts.asked_card_number,
        "name": facts.name,
        "email": facts.email,
        "expiry": facts.expiry_date.isoformat() if facts.expiry_date else "",
    }
    return seal(json.dumps(said))


def read_ticket(text: str, *, at: datetime) -> Ticket | None:
    """What it carries; None when it is not ours, was made for another use or is too old."""
    said = json.loads(unseal(text) or "{}")
    if not isinstance(said, dict) or said.get("use") != _USE:
        return None
    if at - datetime.fromisoformat(said["at"]) > LASTS:
        return None
    facts = PatronFacts(
        card_number=said["card"],
        asked_card_number=said["asked"],
        name=said["name"],
        email=said["email"],
        expiry_date=date.fromisoformat(said["expiry"]) if said["expiry"] else None,
    )
    return Ticket(said["directory"], said["account"], facts)
