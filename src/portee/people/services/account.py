"""Creating, changing and closing accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.events import (
    AccountChanged,
    AccountCreated,
    AccountDeactivated,
    AccountReopened,
)
from portee.people.models import Account, AddressChange, AuditAction, Role, SignInLink
from portee.people.services.audit_entry import append_entry
from portee.people.services.group import derive_groups
from portee.people.services.open_session import end_sessions


class AccountNotAllowedError(DomainError):
    """The actor may not do this to this account."""

    code = "people.account_not_allowed"


class EmailAlreadyUsedError(DomainError):
    """Another account signs in with that address."""

    code = "people.email_already_used"


@transaction.atomic
def create_account(
    *,
    email: str,
    display_name: str,
    actor: Actor,
    at: datetime,
    language: str = "fr",
    password: str | None = None,
) -> Account:
    """Create an account; without a password, none works until the person chooses one.

    Raises `AccountNotAllowedError` when the actor may give no role anywhere, `EmailAlreadyUsedError`.
    """
    if not policies.grantable_kinds(actor):
        raise AccountNotAllowedError(_("You may not create accounts."))
    return open_account(
        email=email,
        display_name=display_name,
        actor=actor,
        at=at,
        language=language,
        password=password,
    )


def open_account(
    *,
    email: str,
    display_name: str,
    actor: Actor,
    at: datetime,
    language: str,
    password: str | None = None,
) -> Account:
    """Create an account, in the transaction of a caller that has checked who may have one.

    Raises `EmailAlreadyUsedError`.
    """
    if Account.objects.filter(email__iexact=email.strip()).exists():
        raise EmailAlreadyUsedError(_("An account already signs in with this address."))
    try:
        with transaction.atomic():
            account = Account.objects.create_user(
                email=email,
                password=password,
                display_name=display_name.strip(),
                language=language,
                created_at=at,
            )
    except IntegrityError:
        raise EmailAlreadyUsedError(_("An account already signs in with this address.")) from None
    append_entry(actor=actor, action=AuditAction.ACCOUNT_CREATED, account_id=account.pk, at=at)
    events.publish(AccountCreated(account_id=account.pk, at=at))
    return account


@transaction.atomic
def change_account(
    *,
    account_id: int,
    actor: Actor,
    at: datetime,
    display_name: str | None = None,
    language: str | None = None,
    email: str | None = None,
) -> Account:
    """Change what is given: name and language by the person, the address by whoever governs the account.

    Raises `AccountNotAllowedError`, `EmailAlreadyUsedError`.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    personal = display_name is not None or language is not None
    if personal and not policies.may_change_account(actor, account_id=account_id):
        raise AccountNotAllowedError(_("You may change your own name and language only."))
    if email is not None:
        _change_email(account, email=email, actor=actor, at=at)
    if display_name is not None:
        account.display_name = display_name.strip()
    if language is not None:
        account.language = language
    account.save(update_fields=["display_name", "language", "email"])
    changed = {"name": display_name, "language": language, "email": email}
    append_entry(
        actor=actor,
        action=AuditAction.ACCOUNT_CHANGED,
        account_id=account_id,
        at=at,
        changed=sorted(field for field, value in changed.items() if value is not None),
    )
    events.publish(AccountChanged(account_id=account_id, at=at))
    return account


@transaction.atomic
def deactivate_account(*, account_id: int, actor: Actor, at: datetime) -> Account:
    """Close an account: it signs in no more, its sessions end, its roles stay on record.

    Raises `AccountNotAllowedError`.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    paths = governing_paths(account_id=account_id, at=at)
    if not policies.may_govern_account(actor, account_id=account_id, node_paths=paths):
        raise AccountNotAllowedError(_("You may not close this account."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions(account_id=account_id, at=at)
    derive_groups(account, on=timezone.localdate(at))
    append_entry(actor=actor, action=AuditAction.ACCOUNT_DEACTIVATED, account_id=account_id, at=at)
    events.publish(AccountDeactivated(account_id=account_id, at=at))
    return account


@transaction.atomic
def reopen_account(*, account_id: int, actor: Actor, at: datetime) -> Account:
    """Open again an account that was closed.

    Raises `AccountNotAllowedError`.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    paths = governing_paths(account_id=account_id, at=at)
    if not policies.may_govern_account(actor, account_id=account_id, node_paths=paths):
        raise AccountNotAllowedError(_("You may not open this account again."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    derive_groups(account, on=timezone.localdate(at))
    append_entry(actor=actor, action=AuditAction.ACCOUNT_REOPENED, account_id=account_id, at=at)
    events.publish(AccountReopened(account_id=account_id, at=at))
    return account


def governing_paths(*, account_id: int, at: datetime) -> list[str]:
    """The nodes whose managers govern the account: those of its present and future roles, else of its past ones."""
    roles = Role.objects.filter(account_id=account_id)
    lasting = roles.not_ended(on=timezone.localdate(at))
    return list(
        (lasting if lasting.exists() else roles).values_list("establishment__path", flat=True)
    )


def leave_address(account: Account, *, email: str) -> None:
    """Have the account sign in with another address, in the caller's transaction; its caller saves it.

    What was sent to the former one is worth nothing any more: it may be somebody else's mailbox by now. The links that
    choose a password die by themselves, since their seal holds the address.
    """
    account.email = email.strip()
    # allauth keeps its own list of addresses: the old one must stop signing in.
    EmailAddress.objects.filter(user_id=account.pk).delete()
    SignInLink.objects.filter(account=account).delete()
    AddressChange.objects.filter(account=account).delete()


def _change_email(account: Account, *, email: str, actor: Actor, at: datetime) -> None:
    paths = governing_paths(account_id=account.pk, at=at)
    if not policies.may_govern_account(actor, account_id=account.pk, node_paths=paths):
        raise AccountNotAllowedError(_("You may not change the address of this account."))
    if Account.objects.filter(email__iexact=email.strip()).exclude(pk=account.pk).exists():
        raise EmailAlreadyUsedError(_("An account already signs in with this address."))
    leave_address(account, email=email)
