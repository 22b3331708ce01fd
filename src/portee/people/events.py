"""What people tell the contexts above: ids and instants, never a name."""

from dataclasses import dataclass
from datetime import datetime

from portee.kernel.events import Event

__all__ = [
    "AccountChanged",
    "AccountCreated",
    "AccountDeactivated",
    "AccountErased",
    "AccountReopened",
    "AccountStruckOff",
    "GuardianConsentWithdrawn",
    "MembershipStarted",
    "RegistrationDecided",
    "RegistrationSubmitted",
    "RoleEnded",
    "RoleGranted",
    "SignedOut",
]


@dataclass(frozen=True, slots=True)
class AccountCreated(Event):
    """An account now exists."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    """The name, the language or the address of an account changed."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountDeactivated(Event):
    """An account may no longer sign in."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountReopened(Event):
    """A closed account may sign in again."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RoleGranted(Event):
    """Somebody was given a role at an establishment."""

    role_id: int
    account_id: int
    establishment_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RoleEnded(Event):
    """The last day of a role was set, or brought forward."""

    role_id: int
    account_id: int
    establishment_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationSubmitted(Event):
    """Somebody asked to be registered at an establishment."""

    registration_id: int
    establishment_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationDecided(Event):
    """A request was accepted, refused or handed over; `state` says which."""

    registration_id: int
    establishment_id: int
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MembershipStarted(Event):
    """Somebody is registered at an establishment, for the first time or again."""

    membership_id: int
    account_id: int
    establishment_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountStruckOff(Event):
    """An account was deleted, a year after its last membership ended."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountErased(Event):
    """An account was erased at the wish of its holder: whatever is kept of her elsewhere goes too."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    """Somebody ended the session of a browser."""

    account_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GuardianConsentWithdrawn(Event):
    """A guardian withdrew the consent for a child, whose registrations are over."""

    account_id: int
    at: datetime
