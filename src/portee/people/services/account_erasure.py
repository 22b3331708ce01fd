"""Erasing people: at their own wish, or because their time is over. Nothing that names them stays.

The trail keeps the number of the account, which leads to nobody any more: its seals stay whole (docs/adr/0037).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.kernel.personal_data import Person, obstacles
from portee.kernel.personal_data.erasing import erase_apart, erase_traces, overwrite_later
from portee.people import policies
from portee.people.events import AccountErased
from portee.people.models import Account, AddressChange, AuditAction, Role
from portee.people.queries.own_data import people_of
from portee.people.services.account import AccountNotAllowedError
from portee.people.services.audit_entry import append_entry
from portee.people.services.open_session import end_sessions_of


class ErasureRefusedError(DomainError):
    """Something must be settled before this account can be erased."""

    code = "people.erasure_refused"


@transaction.atomic
def erase_account(*, account_id: int, actor: Actor, at: datetime) -> None:
    """Erase an account and all that is kept of its holder, at her wish.

    Raises `AccountNotAllowedError` for anybody else's account, `ErasureRefusedError` with the sentence to show.
    """
    if not policies.may_change_account(actor, account_id=account_id):
        raise AccountNotAllowedError(_("You may erase your own account only."))
    account = Account.objects.select_for_update().get(pk=account_id)
    [person] = people_of([account])
    reasons = obstacles(person, on=timezone.localdate(at))
    if reasons:
        raise ErasureRefusedError(" ".join(reasons))
    erase_people([account], at=at)
    append_entry(actor=actor, action=AuditAction.ACCOUNT_ERASED, account_id=account_id, at=at)
    events.publish(AccountErased(account_id=account_id, at=at))


def erase_people(accounts: Sequence[Account], *, at: datetime) -> None:
    """Delete accounts, and all that the register declares of their holders, in the caller's transaction."""
    people = _with_awaited(people_of(accounts))
    end_sessions_of([person.account_id for person in people], at=at)
    erase_apart(people)
    Account.objects.filter(pk__in=[person.account_id for person in people]).delete()
    transaction.on_commit(lambda: erase_traces(people))
    overwrite_later()


def _with_awaited(people: Sequence[Person]) -> list[Person]:
    asked = AddressChange.objects.filter(account__in=[person.account_id for person in people])
    emails = dict(asked.values_list("account_id", "email"))
    return [
        replace(person, awaited=(emails[person.account_id],))
        if person.account_id in emails
        else person
        for person in people
    ]


def last_manager(person: Person, on: date) -> str | None:
    """Why the only manager of a node cannot go: nobody would be left to give roles there."""
    held = Role.objects.filter(
        account_id=person.account_id, kind=RoleKind.NETWORK_MANAGER.value
    ).in_force(on=on)
    others = (
        Role.objects.filter(kind=RoleKind.NETWORK_MANAGER.value, account__is_active=True)
        .exclude(account_id=person.account_id)
        .in_force(on=on)
    )
    paths = list(others.values_list("establishment__path", flat=True))
    for role in held.select_related("establishment"):
        if not any(role.establishment.path.startswith(path) for path in paths):
            return _(
                "You are the only network manager of %(establishment)s. Give this role to somebody else first."
            ) % {"establishment": role.establishment.full_name}
    return None
