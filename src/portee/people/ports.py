"""What people ask of the outside world: whether a card number and its secret are those of a reader."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of a question; there is no other.

    `WRONG` says nothing of which half was wrong, and is the same for a stranger. `UNKNOWN` means that nobody could
    say: it opens nothing, closes nothing, and is no failed attempt.
    """

    VALID = "valid"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PatronFacts:
    """What a reader system says of a reader whose secret was right.

    `card_number` is the one the system goes by now; `asked_card_number`, when it differs, an earlier one that leads
    to it. No e-mail address and no expiry date are `None`; `establishment_code` is empty where the system says none.
    """

    card_number: str
    name: str
    email: str | None = None
    expiry_date: date | None = None
    establishment_code: str = ""
    asked_card_number: str = ""


@dataclass(frozen=True, slots=True)
class PatronAnswer:
    """The outcome, with facts when it is valid, expired or blocked.

    `reason` is a stable code for staff and logs, without personal data. `heard` is what the system said, word for
    word, to show to whoever tries the settings: it holds personal data, is never printed by accident nor stored.
    """

    outcome: Outcome
    reason: str = ""
    facts: PatronFacts | None = field(default=None, repr=False)
    heard: tuple[str, ...] = field(default=(), repr=False)


class PatronDirectory(Protocol):
    """A reader system, of whatever make."""

    def check(self, *, card_number: str, secret: str, at: datetime) -> PatronAnswer:
        """What the system says of this card and this secret at this moment. Never raises, and always ends in time."""


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """What an identity provider says of whoever has just signed in there; only `subject` proves anything here.

    `end_session` is where its own session is ended, empty when it has no such place; `hint` is what it wants for that.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str | None = None
    end_session: str = field(default="", repr=False)
    hint: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """`VALID` with facts; `WRONG` when the person gave up or was refused there; `UNKNOWN` when nobody could say.

    `reason` is a stable code for staff and logs, without personal data.
    """

    outcome: Outcome
    reason: str = ""
    facts: OutsideFacts | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Errand:
    """One journey to a provider and back, bound to one browser: nothing of it can be guessed, or serve twice."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    return_url: str = ""
