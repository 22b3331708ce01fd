"""The card of a reader whose own system has just vouched for it: found, claimed, kept. A list proves nothing of it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portee.kernel.errors import DomainError
from portee.people import sign_in_name
from portee.people.models import Account, ReaderCard, ReaderDirectory
from portee.people.ports import PatronFacts


class AccountFoundError(DomainError):
    """An account may be the reader's: only whoever proves that it is hers joins the card to it.

    `is_listed` tells that a list gave it the number of the card; otherwise it has the address that the system says.
    """

    code = "people.account_found"

    def __init__(self, account_id: int, *, is_listed: bool) -> None:
        super().__init__(_("An account may be this reader’s already."))
        self.account_id = account_id
        self.is_listed = is_listed


class CardHeldError(DomainError):
    """The account has another card there, which is replaced only if its holder says so."""

    code = "people.card_held"

    def __init__(self, account_id: int, card_number: str) -> None:
        super().__init__(_("This account already has another card there."))
        self.account_id = account_id
        self.card_number = card_number


def find_vouched_card(directory: ReaderDirectory, facts: PatronFacts) -> ReaderCard | None:
    """Her card there: by the number it bears now, else by the earlier one that she typed."""
    rows = ReaderCard.objects.select_related("account").filter(
        establishment=directory.establishment, card_number__in=_numbers(facts), is_vouched=True
    )
    cards = {card.card_number: card for card in rows}
    return next((cards[number] for number in _numbers(facts) if number in cards), None)


def refuse_found_account(directory: ReaderDirectory, facts: PatronFacts) -> None:
    """Raise AccountFoundError for the account at the address of the reader, else for that of her number in a list."""
    if facts.email and not sign_in_name.is_stored_name(facts.email):
        holder = Account.objects.filter(email__iexact=facts.email).first()
        if holder is not None:
            raise AccountFoundError(holder.pk, is_listed=False)
    listed = ReaderCard.objects.filter(
        establishment=directory.establishment,
        card_number__in=_numbers(facts),
        is_vouched=False,
        account__is_active=True,
    ).first()
    if listed is not None:
        raise AccountFoundError(listed.account_id, is_listed=True)


def keep_card(
    card: ReaderCard | None,
    account: Account,
    directory: ReaderDirectory,
    facts: PatronFacts,
    *,
    may_replace: bool,
    at: datetime,
) -> bool:
    """Make the number the system goes by now that of her card; whether anything changed.

    Raises CardHeldError when `card`, found by its number, is none and the account has another one there.
    """
    place = directory.establishment
    if card is None:
        card = ReaderCard.objects.filter(account=account, establishment=place).first()
        held = card.card_number if card else ""
        if held and held not in _numbers(facts) and not may_replace:
            raise CardHeldError(account.pk, held)
    card = card or ReaderCard(account=account, establishment=place)
    if card.is_vouched and card.card_number == facts.card_number:
        return False
    # The number that a list gave to somebody else is this reader's: her own system has just said so.
    ReaderCard.objects.filter(
        establishment=place, card_number=facts.card_number, is_vouched=False
    ).exclude(pk=card.pk).update(card_number="", changed_at=at)
    card.card_number, card.is_vouched, card.changed_at = facts.card_number, True, at
    card.save()
    return True


def _numbers(facts: PatronFacts) -> list[str]:
    return [number for number in (facts.card_number, facts.asked_card_number) if number]
