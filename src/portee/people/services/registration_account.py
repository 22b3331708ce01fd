"""Whose account an accepted request becomes: the one that is there already, where it is hers, or a new one."""

from datetime import datetime

from django.utils import timezone

from portee.kernel.actor import Actor
from portee.people import sign_in_name
from portee.people.models import Account, Registration
from portee.people.services.account import create_account
from portee.people.services.address_change import offer_address
from portee.people.services.guardian_link import is_that_child


def known_account(registration: Registration, *, at: datetime) -> Account | None:
    """The account that the request is about: of an adult, the one at her address, where the answer is sent.

    Letters about a child go to the guardian, so that nobody has proved the child's address: the account must be the
    child's in another way (`is_that_child`).
    """
    if not registration.needs_guardian:
        return _at_address(registration.email)
    account = registration.claimed_by or _at_address(registration.email)
    today = timezone.localdate(at)
    if account is None or not is_that_child(account, registration, on=today):
        return None
    return account


def open_account_of(registration: Registration, *, actor: Actor, at: datetime) -> Account:
    """A new account for the person of a request; a child's has a name to sign in with until its mailbox confirms.

    Raises what `create_account` raises.
    """
    is_proved_by_letter = bool(registration.email) and not registration.needs_guardian
    account = create_account(
        email=registration.email
        if is_proved_by_letter
        else sign_in_name.make_stored_name(
            registration.display_name, is_taken=lambda name: _at_address(name) is not None
        ),
        display_name=registration.display_name,
        language=registration.language,
        actor=actor,
        at=at,
    )
    if registration.email and not is_proved_by_letter:
        offer_address(account, email=registration.email, at=at)
    return account


def _at_address(email: str) -> Account | None:
    return Account.objects.filter(email__iexact=email).first() if email else None
