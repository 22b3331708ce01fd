"""Letting in somebody whom an identity provider vouches for: by the account that is hers already, or by a new one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people import sign_in_name
from portee.people.models import Account, AuditAction, IdentityProvider, Membership, OutsideIdentity
from portee.people.ports import OutsideFacts
from portee.people.services.audit_entry import append_entry
from portee.people.services.second_factor import record_factor_change
from portee.people.services.vouched_account import open_vouched_account
from portee.people.services.vouched_membership import bring_to_date


class NoAccountError(DomainError):
    """No account is tied to this identity: only whoever proves that one is hers ties it."""

    code = "people.identity_without_account"


class IdentityHeldError(DomainError):
    """The account, or the identity, is already tied to another."""

    code = "people.identity_held"


class ProviderGoneError(DomainError):
    """The provider was removed, led elsewhere, or opens no account."""

    code = "people.provider_gone"


class OnlyWayInError(DomainError):
    """Without this identity nothing would open the account any more."""

    code = "people.only_way_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody who has just signed in at a provider: which one, what it says, the language she reads."""

    provider_id: int
    facts: OutsideFacts
    language: str


@transaction.atomic
def admit_identity(known: Known, *, at: datetime) -> Account:
    """The account tied to this identity, registered for another year where the provider vouches for readers.

    A closed account is given unchanged. Raises NoAccountError, ProviderGoneError.
    """
    provider = _provider(known)
    tie = OutsideIdentity.objects.select_related("account").filter(**_key(known)).first()
    if tie is None:
        raise NoAccountError(_("No account is tied to this identity yet."))
    if tie.account.is_active:
        _register(tie.account, provider, at=at, is_new=False)
    return tie.account


@transaction.atomic
def join_identity(
    known: Known, *, account_id: int, session_key: str | None, at: datetime
) -> Account:
    """Tie it to an account whose holder has just proved that it is hers; she is told by mail, the trail too.

    Her sessions end, but for that of `session_key`. Raises IdentityHeldError, ProviderGoneError.
    """
    provider = _provider(known)
    account = Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    if account is None:
        raise IdentityHeldError(_("This account is closed."))
    _tie(known, account, at=at)
    record_factor_change(
        action=AuditAction.FACTOR_ADDED,
        kind="outside",
        actor=Actor(account_id=account.pk),
        session_key=session_key,
        at=at,
    )
    _register(account, provider, at=at, is_new=False)
    return account


@transaction.atomic
def open_for_identity(known: Known, *, at: datetime) -> Account:
    """A new account for a reader whom the provider vouches for; the address it says becomes hers once confirmed.

    Raises IdentityHeldError, ProviderGoneError.
    """
    provider = _provider(known)
    if not provider.vouches_for_readers:
        raise ProviderGoneError(_("This provider opens no account."))
    account = open_vouched_account(
        known.facts.name, email=known.facts.email, language=known.language, at=at
    )
    _tie(known, account, at=at)
    _register(account, provider, at=at, is_new=True)
    return account


@transaction.atomic
def leave_identity(
    *, identity_id: int, actor: Actor, session_key: str | None, at: datetime
) -> None:
    """Untie one of the actor's own. Raises OnlyWayInError; OutsideIdentity.DoesNotExist for anybody else's."""
    tie = OutsideIdentity.objects.select_related("account").get(
        pk=identity_id, account_id=actor.account_id or 0
    )
    account = Account.objects.select_for_update().get(pk=tie.account_id)
    has_another_way = account.has_usable_password() or not sign_in_name.is_stored_name(
        account.email
    )
    if not has_another_way:
        raise OnlyWayInError(
            _("Nothing else opens your account. Add your e-mail address to it first.")
        )
    tie.delete()
    record_factor_change(
        action=AuditAction.FACTOR_REMOVED,
        kind="outside",
        actor=actor,
        session_key=session_key,
        at=at,
    )


def _provider(known: Known) -> IdentityProvider:
    """The provider, locked: one identity is tied once, however often it comes at a time."""
    rows = IdentityProvider.objects.select_related("establishment")
    row = rows.select_for_update(of=("self",)).filter(pk=known.provider_id).first()
    if row is None or not row.is_offered or row.issuer != known.facts.issuer:
        raise ProviderGoneError(_("This way to sign in is offered no more."))
    return row


def _key(known: Known) -> dict[str, object]:
    facts = known.facts
    return {"provider_id": known.provider_id, "issuer": facts.issuer, "subject": facts.subject}


def _tie(known: Known, account: Account, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            OutsideIdentity.objects.create(account=account, joined_at=at, **_key(known))
    except IntegrityError:
        raise IdentityHeldError(
            _("This account is already joined to another identity of the same provider.")
        ) from None


def _register(
    account: Account, provider: IdentityProvider, *, at: datetime, is_new: bool
) -> Membership | None:
    """Her year where the provider knows nobody but readers; the trail keeps neither her name nor her identity."""
    if not provider.vouches_for_readers:
        return None
    membership = bring_to_date(account, provider.establishment_id, None, at=at)
    if membership or is_new:
        append_entry(
            actor=Actor(account_id=account.pk),
            action=AuditAction.IDENTITY_ADMITTED,
            account_id=account.pk,
            at=at,
            establishment=provider.establishment.code,
            account_opened=is_new,
            end=membership.end_date.isoformat() if membership else None,
        )
    return membership
