"""Changing one's own address: asked with the password, confirmed from the new mailbox, told to the old one."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.people import policies, sign_in_name
from portee.people.events import AccountChanged
from portee.people.models import Account, AddressChange, AuditAction
from portee.people.services import account_letter as letters
from portee.people.services.account import (
    AccountNotAllowedError,
    EmailAlreadyUsedError,
    leave_address,
)
from portee.people.services.audit_entry import append_entry
from portee.people.signed_number import Use, number_in

LASTS: Final = timedelta(days=3)
"""How long the link to confirm works."""


@transaction.atomic
def ask_address_change(*, account_id: int, email: str, actor: Actor, at: datetime) -> None:
    """Write to the new address and to the old one; nothing changes yet.

    When somebody else signs in with the new address, its holder alone is told: the page, the letter to the old address
    and what is kept are the same.
    Raises `AccountNotAllowedError`.
    """
    if not policies.may_change_account(actor, account_id=account_id):
        raise AccountNotAllowedError(_("You may change your own address only."))
    account = Account.objects.select_for_update().get(pk=account_id)
    # The link sent before is worth nothing any more: it holds the number of the row.
    AddressChange.objects.filter(account=account).delete()
    change = AddressChange.objects.create(account=account, email=email, asked_at=at)
    holder = Account.objects.filter(email__iexact=email).first()
    if holder is None:
        letters.write_confirm_address(change)
    else:
        letters.write_address_already_used(holder)
    letters.write_address_change_asked(account)


def offer_address(account: Account, *, email: str, at: datetime) -> None:
    """Ask a mailbox, said by somebody else to be hers, to confirm that it is: until then the account signs in without.

    Nothing is asked of a mailbox that already opens an account. In the caller's transaction.
    """
    if sign_in_name.is_stored_name(email) or Account.objects.filter(email__iexact=email).exists():
        return
    change = AddressChange.objects.create(account=account, email=email, asked_at=at)
    letters.write_offered_address(change)


def find_address_change(ticket: str, *, at: datetime) -> AddressChange | None:
    """The change behind a link, while it may be confirmed."""
    number = number_in(ticket, Use.ADDRESS)
    if number is None:
        return None
    return (
        AddressChange.objects.select_related("account")
        .filter(pk=number, asked_at__gt=at - LASTS, account__is_active=True)
        .first()
    )


@transaction.atomic
def confirm_address_change(change: AddressChange, *, actor: Actor, at: datetime) -> None:
    """Have the account sign in with the address of the change; its old address is told.

    Raises `EmailAlreadyUsedError` when somebody took the address meanwhile.
    """
    account = Account.objects.select_for_update().get(pk=change.account_id)
    former = account.email
    leave_address(account, email=change.email)
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError:
        raise EmailAlreadyUsedError(_("An account already signs in with this address.")) from None
    append_entry(
        actor=actor,
        action=AuditAction.ACCOUNT_CHANGED,
        account_id=account.pk,
        at=at,
        changed=["email"],
    )
    letters.write_address_changed(account, to=former)
    events.publish(AccountChanged(account_id=account.pk, at=at))
