"""Letting in somebody whom a reader system vouches for: her account, her card, her membership until its own date."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people.models import Account, AuditAction, Membership, ReaderDirectory
from portee.people.ports import PatronFacts
from portee.people.services.audit_entry import append_entry
from portee.people.services.vouched_account import open_vouched_account
from portee.people.services.vouched_card import find_vouched_card, keep_card, refuse_found_account
from portee.people.services.vouched_membership import bring_to_date

LONGEST_CARD: Final = 50
"""What a row holds (models.ReaderCard); no barcode comes near."""


class NotAdmittedError(DomainError):
    """What the system says cannot be kept, or it is asked no more."""

    code = "people.not_admitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """A reader whose secret was right: by which directory, what it says, the language she reads."""

    directory_id: int
    facts: PatronFacts
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What she said of an account that may be hers: nothing yet, that it is, or that it is not (`is_apart`).

    `owner_id` is an account whose owner has just proved that it is hers; `may_replace` that its other card gives way.
    """

    owner_id: int | None = None
    is_apart: bool = False
    may_replace: bool = False


def admit_reader(vouched: Vouched, *, at: datetime, answer: Answer) -> Account:
    """The account of a reader, opened at her first coming, her membership brought to the date that the system says.

    The address that the system gives becomes hers once its mailbox confirms. A closed account is given unchanged.
    Raises AccountFoundError, CardHeldError, NotAdmittedError.
    """
    try:
        return _admit(vouched, at=at, answer=answer)
    except IntegrityError:
        # A list, or a registration, took the card or the address meanwhile: it is now found.
        return _admit(vouched, at=at, answer=answer)


@transaction.atomic
def _admit(vouched: Vouched, *, at: datetime, answer: Answer) -> Account:
    directory, facts = _vouching_directory(vouched.directory_id), vouched.facts
    if not (0 < len(facts.card_number) <= LONGEST_CARD and facts.card_number.isprintable()):
        raise NotAdmittedError(_("This card number cannot be kept."))
    card = find_vouched_card(directory, facts)
    account = card.account if card else Account.objects.filter(pk=answer.owner_id or 0).first()
    if account is not None and not account.is_active:
        return account
    is_new = account is None
    if account is None:
        if not answer.is_apart:
            refuse_found_account(directory, facts)
        account = open_vouched_account(
            facts.name, email=facts.email, language=vouched.language, at=at
        )
    is_card_new = keep_card(card, account, directory, facts, may_replace=answer.may_replace, at=at)
    membership = bring_to_date(account, directory.establishment_id, facts.expiry_date, at=at)
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
