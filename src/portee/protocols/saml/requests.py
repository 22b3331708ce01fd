"""What suppliers ask, once it is read: times are aware, an empty text is what was not said."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """Who is here? (AuthnRequest, core § 3.4.1.) `consumer_place` is a place in the list that the supplier gave us."""

    request_id: str
    issuer: str
    issued_at: datetime
    destination: str = ""
    consumer: str = ""
    consumer_place: int | None = None
    binding: str = ""
    name_format: str = ""
    contexts: tuple[str, ...] = ()
    is_passive: bool = False
    asks_again: bool = False


@dataclass(frozen=True, slots=True)
class LogoutRequest:
    """She leaves (core, § 3.7.1). `until` is when it is over."""

    request_id: str
    issuer: str
    issued_at: datetime
    destination: str
    subject: str
    until: datetime | None = None
