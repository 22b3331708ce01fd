"""The account of somebody whom a reader system or an identity provider vouches for."""

from datetime import datetime

from django.utils import timezone

from portee.kernel import events
from portee.people import sign_in_name
from portee.people.events import AccountCreated
from portee.people.models import Account
from portee.people.services.address_change import offer_address


def open_vouched_account(name: str, *, email: str | None, language: str, at: datetime) -> Account:
    """An account with a name to sign in with, since the word of another system for her address is no proof."""
    name = "".join(sign for sign in name if sign.isprintable()).strip()
    account = Account.objects.create_user(
        email=sign_in_name.make_stored_name(
            name, is_taken=lambda stored: Account.objects.filter(email__iexact=stored).exists()
        ),
        display_name=name,
        language=language,
        created_at=at,
        groups_derived_on=timezone.localdate(at),
    )
    events.publish(AccountCreated(account_id=account.pk, at=at))
    if email:
        offer_address(account, email=email, at=at)
    return account
