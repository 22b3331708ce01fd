"""Letting in somebody whom a reader system vouches for: her account, her card, her membership until its own date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.people import sign_in_name
from portee.people.events import AccountCreated, MembershipStarted
from portee.people.models import (
    Account,
    AuditAction,
    Membership,
    ReaderCard,
    ReaderDirectory,
    Role,
)
from portee.people.ports import PatronFacts
from portee.people.services.audit_entry import append_entry
from portee.people.services.membership import last_day_of_a_year

LONGEST_CARD: Final = 50
"""What a row holds (models.ReaderCard); no barcode comes near."""
FARTHEST: Final = timedelta(days=2 * 366)
"""A system that writes 31/12/2099 means that it does not know."""


class AddressTakenError(DomainError):
    """An account signs in with the address that the system gives: only its owner may join the card to it."""

    code = "people.address_taken"

    def __init__(self, account_id: int) -> None:
        super().__init__(_("An account already signs in with this address."))
        self.account_id = account_id


class NotAdmittedError(DomainError):
    """What the system says cannot be kept, or it is asked no more."""

    code = "people.not_admitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """A reader whose secret was right: by which directory, what it says, the language she reads."""

    directory_id: int
    facts: PatronFacts
    language: str


def admit_reader(
    vouched: Vouched, *, at: datetime, owner_id: int | None = None, shares_address: bool = False
) -> Account:
    """The account of a reader, opened at her first coming, her membership brought to the date that the system says.

    `owner_id` is the account with the same address, whose owner has just proved that it is hers; `shares_address` says
    that it is somebody else's, so that hers has none. A closed account is given as it is, unchanged.
    Raises AddressTakenError, NotAdmittedError.
    """
    try:
        return _admit(vouched, at=at, owner_id=owner_id, shares_address=shares_address)
    except IntegrityError:
        # A list, or a registration, took the card or the address meanwhile: it is now found.
        return _admit(vouched, at=at, owner_id=owner_id, shares_address=shares_address)


@transaction.atomic
def _admit(
    vouched: Vouched, *, at: datetime, owner_id: int | None, shares_address: bool
) -> Account:
    directory, facts = _vouching_directory(vouched.directory_id), vouched.facts
    if not (0 < len(facts.card_number) <= LONGEST_CARD and facts.card_number.isprintable()):
        raise NotAdmittedError(_("This card number cannot be kept."))
    card = _find_card(directory, facts)
    account = card.account if card else None
    if account is None and owner_id is not None:
        account = Account.objects.get(pk=owner_id)
    if account is not None and not account.is_active:
        return account
    is_new = account is None
    if account is None:
        account = _open_account(vouched, at=at, shares_address=shares_address)
    is_card_new = _keep_card(card, account, directory, facts, at=at)
    membership = _renew(account, directory, facts.expiry_date, at=at)
    if is_new or is_card_new or membership:
        _record(account, directory, membership, at=at, is_new=is_new, is_card_new=is_card_new)
    return account


def _vouching_directory(directory_id: int) -> ReaderDirectory:
    """The directory with its establishment, locked: one card is admitted once, however often it comes at a time."""
    rows = ReaderDirectory.objects.select_related("establishment")
    row = rows.select_for_update(of=("self",)).filter(pk=directory_id).first()
    if row is None or not row.is_asked:
        raise NotAdmittedError(_("This establishment has no reader system any more."))
    return row


def _find_card(directory: ReaderDirectory, facts: PatronFacts) -> ReaderCard | None:
    """Her card there: by the number it bears now, else by the earlier one that she typed."""
    numbers = [number for number in (facts.card_number, facts.asked_card_number) if number]
    rows = ReaderCard.objects.select_related("account")
    cards = {
        card.card_number: card
        for card in rows.filter(establishment=directory.establishment, card_number__in=numbers)
    }
    return next((cards[number] for number in numbers if number in cards), None)


def _open_account(vouched: Vouched, *, at: datetime, shares_address: bool) -> Account:
    name = "".join(sign for sign in vouched.facts.name if sign.isprintable()).strip()
    account = Account.objects.create_user(
        email=_address_for(vouched.facts, name, shares_address=shares_address),
        display_name=name,
        language=vouched.language,
        created_at=at,
        groups_derived_on=timezone.localdate(at),
    )
    events.publish(AccountCreated(account_id=account.pk, at=at))
    return account


def _address_for(facts: PatronFacts, name: str, *, shares_address: bool) -> str:
    """The address that the system gives, or a name for want of one. Raises AddressTakenError."""
    email = facts.email or ""
    if email and not shares_address and not sign_in_name.is_stored_name(email):
        holder = Account.objects.filter(email__iexact=email).first()
        if holder is None:
            return email
        raise AddressTakenError(holder.pk)
    return sign_in_name.make_stored_name(
        name, is_taken=lambda stored: Account.objects.filter(email__iexact=stored).exists()
    )


def _keep_card(
    card: ReaderCard | None,
    account: Account,
    directory: ReaderDirectory,
    facts: PatronFacts,
    *,
    at: datetime,
) -> bool:
    """Make the number the system goes by now that of her card; whether anything changed."""
    if card is None:
        card = ReaderCard.objects.filter(
            account=account, establishment=directory.establishment
        ).first()
    if card is None:
        card = ReaderCard(account=account, establishment=directory.establishment)
    if card.card_number == facts.card_number:
        return False
    card.card_number, card.changed_at = facts.card_number, at
    card.save()
    return True


def _renew(
    account: Account, directory: ReaderDirectory, expiry_date: date | None, *, at: datetime
) -> Membership | None:
    """Register her until the day the system says, or for a year when it says none; None when she already is."""
    today = timezone.localdate(at)
    last = (
        Membership.objects.filter(
            account=account, establishment=directory.establishment, end_date__gte=today
        )
        .order_by("-end_date")
        .first()
    )
    start_date = last.end_date + timedelta(days=1) if last else today
    is_dated = expiry_date is not None and expiry_date <= today + FARTHEST
    if last and not is_dated:
        return None
    end_date = expiry_date if is_dated and expiry_date else last_day_of_a_year(today)
    if end_date < start_date:
        return None
    membership = Membership.objects.create(
        account=account,
        establishment=directory.establishment,
        start_date=start_date,
        end_date=end_date,
    )
    _make_a_resident(membership)
    events.publish(
        MembershipStarted(
            membership_id=membership.pk,
            account_id=account.pk,
            establishment_id=directory.establishment_id,
            at=at,
        )
    )
    return membership


def _make_a_resident(membership: Membership) -> None:
    """Give the role for the same days; one that was given by hand and overlaps stays as it is."""
    facts = {
        "account_id": membership.account_id,
        "establishment_id": membership.establishment_id,
        "kind": RoleKind.RESIDENT.value,
    }
    held = Role.objects.filter(**facts, start_date__lte=membership.end_date)
    if not held.not_ended(on=membership.start_date).exists():
        Role.objects.create(**facts, start_date=membership.start_date, end_date=membership.end_date)


def _record(
    account: Account,
    directory: ReaderDirectory,
    membership: Membership | None,
    *,
    at: datetime,
    is_new: bool,
    is_card_new: bool,
) -> None:
    """One entry for all that her coming changed: neither her name nor her card."""
    dates = (membership.start_date, membership.end_date) if membership else (None, None)
    start, end = (day.isoformat() if day else None for day in dates)
    append_entry(
        actor=Actor(account_id=account.pk),
        action=AuditAction.READER_ADMITTED,
        account_id=account.pk,
        at=at,
        establishment=directory.establishment.code,
        account_opened=is_new,
        card_changed=is_card_new,
        start=start,
        end=end,
    )
