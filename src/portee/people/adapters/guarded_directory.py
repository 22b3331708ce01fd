"""What every reader system has in common: it answers within the closed list of outcomes, whatever happens."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from portee.kernel.outbound import OutboundError
from portee.people.ports import Outcome, PatronAnswer, PatronFacts

MAX_CARD_LENGTH = 64
MAX_SECRET_LENGTH = 128
MAX_NAME_LENGTH = 150

logger = logging.getLogger(__name__)


class Misanswered(Exception):  # noqa: N818 - it names what happened
    """The system said something that cannot be believed; `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class GuardedDirectory(ABC):
    """The base of adapters: `ask` may raise, `check` never does."""

    def check(self, *, card_number: str, secret: str, at: datetime) -> PatronAnswer:
        """What the system says; whatever goes wrong is `UNKNOWN`, with a reason.

        What can be no card or no secret is not sent: an empty one has opened doors elsewhere (RFC 4513, 5.1.2).
        """
        card = card_number.strip()
        if not (0 < len(card) <= MAX_CARD_LENGTH and 0 < len(secret) <= MAX_SECRET_LENGTH):
            return PatronAnswer(Outcome.WRONG)
        heard: list[str] = []
        try:
            answer = self.ask(card_number=card, secret=secret, at=at, heard=heard)
        except (OutboundError, Misanswered) as error:
            answer = PatronAnswer(Outcome.UNKNOWN, error.reason)
        except Exception as error:
            # A fault of ours, or of a library: neither the message nor the trace, which may hold the secret.
            logger.error("directory_fault", extra={"error_type": type(error).__name__})
            answer = PatronAnswer(Outcome.UNKNOWN, "fault")
        return replace(answer, heard=tuple(heard))

    @abstractmethod
    def ask(self, *, card_number: str, secret: str, at: datetime, heard: list[str]) -> PatronAnswer:
        """Ask the system; what it says is added to `heard`. Raises OutboundError, Misanswered."""


def judged(
    facts: PatronFacts, *, at: datetime, blocks: Collection[str], reason: str = ""
) -> PatronAnswer:
    """The answer about a reader whose secret was right: expired before blocked, blocked before valid."""
    facts = replace(facts, email=address_or_none(facts.email), name=facts.name[:MAX_NAME_LENGTH])
    if facts.expiry_date is not None and facts.expiry_date < _day_of(at):
        return PatronAnswer(Outcome.EXPIRED, "expiry_date", facts)
    if blocks:
        return PatronAnswer(Outcome.BLOCKED, ",".join(sorted(blocks)), facts)
    return PatronAnswer(Outcome.VALID, reason, facts)


def address_or_none(email: str | None) -> str | None:
    """An address that mail can be sent to; a system full of « none@none » makes nobody unable to sign in."""
    try:
        validate_email(email or "")
    except ValidationError:
        return None
    return email


def _day_of(at: datetime) -> date:
    return timezone.localdate(at)
