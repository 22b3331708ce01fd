"""What SAML says of somebody: made here alone, for what leaves in earnest and for the dry run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.link import written
from portee.access.sheets.schema import Item, Saml
from portee.protocols.saml import Assertion, Envelope, end_of_session, sign_in_response

ASSERTION_LIFE: Final = timedelta(minutes=3)
"""Time for a browser to send the form: the page waits for a click."""

SESSION_LIFE: Final = timedelta(hours=8)
"""After it a supplier asks again who is there."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers whom, where, to which request; `session` is a name for what begins."""

    issuer: str
    destination: str
    in_response_to: str
    session: str


def told(
    items: Sequence[Item], *, passenger: Passenger, at: datetime
) -> tuple[tuple[str, str], ...]:
    """The items that have a value."""
    pairs = ((item.name, written(item, passenger=passenger, at=at)) for item in items)
    return tuple((name, value) for name, value in pairs if value)


def sign_in_message(
    sheet: Saml, answering: Answering, *, passenger: Passenger, message_id: str, at: datetime
) -> str:
    """The answer that lets somebody in, not signed yet; its assertion bears the name `assertion_name(message_id)`."""
    assertion = Assertion(
        assertion_id=assertion_name(message_id),
        audience=sheet.entity_id,
        subject=passenger.value(Fact.IDENTIFIER),
        session=answering.session,
        life=ASSERTION_LIFE,
        session_life=SESSION_LIFE,
        attributes=told(sheet.attributes, passenger=passenger, at=at),
    )
    return sign_in_response(envelope_of(answering, message_id=message_id, at=at), assertion)


def assertion_name(message_id: str) -> str:
    """The name of the assertion in a message."""
    return f"{message_id}-assertion"


def envelope_of(answering: Answering, *, message_id: str, at: datetime) -> Envelope:
    """What every answer bears."""
    return Envelope(
        message_id=message_id,
        at=at,
        issuer=entity_of(answering.issuer),
        destination=answering.destination,
        in_response_to=answering.in_response_to,
    )


def end_message(
    sheet: Saml, *, issuer: str, subject: str, session: str, message_id: str, at: datetime
) -> str:
    """What tells the supplier that somebody left, not signed yet; without a subject, by her session alone."""
    envelope = Envelope(
        message_id=message_id,
        at=at,
        issuer=entity_of(issuer),
        destination=sheet.back_channel_logout,
        in_response_to="",
    )
    return end_of_session(envelope, subject=subject, session=session, audience=sheet.entity_id)


def entity_of(site: str) -> str:
    """By what name suppliers of SAML know the site: where it describes itself."""
    return f"{site}/saml/metadata"
