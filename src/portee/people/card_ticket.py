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
    """The directory that vouched, what it said and when; the account that may be the reader's, if one was found.

    `is_listed` and `is_owner` say how it was found (services/vouched_card.py), and that it was proved to be hers.
    """

    directory_id: int
    facts: PatronFacts
    issued_at: datetime
    account_id: int = 0
    is_listed: bool = False
    is_owner: bool = False


def write_ticket(ticket: Ticket) -> str:
    """The text of a hidden field; its life is counted from the card, however often the form comes back."""
    facts = ticket.facts
    said = {
        "use": _USE,
        "at": ticket.issued_at.isoformat(),
        "directory": ticket.directory_id,
        "account": ticket.account_id,
        "listed": ticket.is_listed,
        "owner": ticket.is_owner,
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
    issued_at = datetime.fromisoformat(said["at"])
    if at - issued_at > LASTS:
        return None
    facts = PatronFacts(
        card_number=said["card"],
        asked_card_number=said["asked"],
        name=said["name"],
        email=said["email"],
        expiry_date=date.fromisoformat(said["expiry"]) if said["expiry"] else None,
    )
    return Ticket(
        directory_id=said["directory"],
        facts=facts,
        issued_at=issued_at,
        account_id=said["account"],
        is_listed=said["listed"],
        is_owner=said["owner"],
    )
