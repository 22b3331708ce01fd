"""The door of people: who somebody is, what roles they hold, and the verbs that change it."""

from dataclasses import dataclass
from datetime import date, datetime

from portee.kernel.actor import Actor, RoleKind
from portee.people.account_sections import AccountSection, register_account_section
from portee.people.models import Account, AuditAction, Role
from portee.people.queries.actor import actor_of
from portee.people.queries.correspondent import (
    Correspondent,
    find_correspondent,
    people_in_charge,
)
from portee.people.queries.reader import ReaderFacts, ReaderTie, read_reader
from portee.people.services import account as account_service
from portee.people.services import membership as membership_service
from portee.people.services import registration as registration_service
from portee.people.services import registration_decision as decision_service
from portee.people.services import role as role_service
from portee.people.services.account import AccountNotAllowedError, EmailAlreadyUsedError
from portee.people.services.audit_entry import append_entry
from portee.people.services.group import derive_all_groups
from portee.people.services.letter import (
    Letter,
    LetterLink,
    LetterSection,
    compose_letter,
    send_letter,
)
from portee.people.services.registration import RegistrationRefusedError, Wish
from portee.people.services.role import RoleAlreadyHeldError, RoleDatesError, RoleNotAllowedError
from portee.people.services.sign_out import sign_out

__all__ = [
    "AccountNotAllowedError",
    "AccountSection",
    "AccountSummary",
    "Correspondent",
    "EmailAlreadyUsedError",
    "Letter",
    "LetterLink",
    "LetterSection",
    "ReaderFacts",
    "ReaderTie",
    "RegistrationRefusedError",
    "RoleAlreadyHeldError",
    "RoleDatesError",
    "RoleNotAllowedError",
    "RoleSummary",
    "Wish",
    "accept_registration",
    "actor_of",
    "change_account",
    "compose_letter",
    "consent_as_guardian",
    "create_account",
    "deactivate_account",
    "derive_all_groups",
    "end_role",
    "find_account",
    "find_correspondent",
    "grant_role",
    "people_in_charge",
    "read_reader",
    "record_home_change",
    "register_account_section",
    "role_label",
    "roles_of",
    "send_letter",
    "sign_out",
    "start_membership",
    "submit_registration",
]


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """An account as other contexts see it."""

    id: int
    email: str
    display_name: str
    language: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """A role as other contexts see it; both dates belong to it, no end means until further notice."""

    id: int
    account_id: int
    establishment_id: int
    kind: RoleKind
    start_date: date
    end_date: date | None


def find_account(*, email: str) -> AccountSummary | None:
    """The account that signs in with this address, whatever its case."""
    account = Account.objects.filter(email__iexact=email.strip()).first()
    return _summarised(account) if account else None


def roles_of(*, account_id: int, on: date) -> list[RoleSummary]:
    """The roles of a person that are not over on the day `on`, the oldest first."""
    roles = Role.objects.filter(account_id=account_id).not_ended(on=on)
    return [_role_summarised(role) for role in roles.order_by("start_date", "pk")]


def role_label(kind: RoleKind) -> str:
    """What a role is called, in the active language."""
    return str(Role.KIND_LABELS[kind])


def create_account(
    *,
    email: str,
    display_name: str,
    actor: Actor,
    at: datetime,
    language: str = "fr",
    password: str | None = None,
) -> AccountSummary:
    """Create an account; see `services.account.create_account` for what it refuses."""
    return _summarised(
        account_service.create_account(
            email=email,
            display_name=display_name,
            actor=actor,
            at=at,
            language=language,
            password=password,
        )
    )


def change_account(
    *,
    account_id: int,
    actor: Actor,
    at: datetime,
    display_name: str | None = None,
    language: str | None = None,
    email: str | None = None,
) -> AccountSummary:
    """Change the name, the language or the address; see `services.account.change_account`."""
    return _summarised(
        account_service.change_account(
            account_id=account_id,
            actor=actor,
            at=at,
            display_name=display_name,
            language=language,
            email=email,
        )
    )


def deactivate_account(*, account_id: int, actor: Actor, at: datetime) -> None:
    """Close an account; see `services.account.deactivate_account`."""
    account_service.deactivate_account(account_id=account_id, actor=actor, at=at)


def grant_role(
    *,
    account_id: int,
    establishment_id: int,
    kind: RoleKind,
    start_date: date,
    actor: Actor,
    at: datetime,
    end_date: date | None = None,
) -> RoleSummary:
    """Give a role; see `services.role.grant_role` for what it refuses."""
    return _role_summarised(
        role_service.grant_role(
            account_id=account_id,
            establishment_id=establishment_id,
            kind=kind,
            start_date=start_date,
            end_date=end_date,
            actor=actor,
            at=at,
        )
    )


def end_role(*, role_id: int, last_date: date, actor: Actor, at: datetime) -> None:
    """Set the last day of a role; see `services.role.end_role` for what it refuses."""
    role_service.end_role(role_id=role_id, last_date=last_date, actor=actor, at=at)


def record_home_change(*, actor: Actor, at: datetime, **facts: str) -> None:
    """Seal in the trail, in the caller's transaction, that somebody composed the home page; facts are codes."""
    append_entry(actor=actor, action=AuditAction.HOME_COMPOSED, account_id=None, at=at, **facts)


def submit_registration(wish: Wish, *, at: datetime) -> int | None:
    """Receive a request for registration; its number, or none when there is nothing to decide.

    See `services.registration.submit_registration` for what it refuses.
    """
    registration = registration_service.submit_registration(wish, at=at)
    return registration.pk if registration else None


def consent_as_guardian(*, registration_id: int, at: datetime) -> None:
    """Consent for a child; see `services.registration.consent_as_guardian`."""
    registration_service.consent_as_guardian(registration_id=registration_id, at=at)


def accept_registration(*, registration_id: int, actor: Actor, at: datetime) -> None:
    """Register the person who asked; see `services.registration_decision.accept_registration` for what it refuses."""
    decision_service.accept_registration(registration_id=registration_id, actor=actor, at=at)


def start_membership(*, account_id: int, establishment_id: int, actor: Actor, at: datetime) -> None:
    """Register a person for a year; see `services.membership.start_membership`."""
    membership_service.start_membership(
        account_id=account_id, establishment_id=establishment_id, actor=actor, at=at
    )


def _summarised(account: Account) -> AccountSummary:
    return AccountSummary(
        id=account.pk,
        email=account.email,
        display_name=account.display_name,
        language=account.language,
        is_active=account.is_active,
    )


def _role_summarised(role: Role) -> RoleSummary:
    return RoleSummary(
        id=role.pk,
        account_id=role.account_id,
        establishment_id=role.establishment_id,
        kind=RoleKind(role.kind),
        start_date=role.start_date,
        end_date=role.end_date,
    )
