"""The lines of a list that are no longer true when they are written: each is refused by itself, and stops no other."""

from collections.abc import Collection, Sequence

from django.db.models.functions import Lower

from portee.people.models import (
    APPLIED_OUTCOMES,
    Account,
    LineOutcome,
    ReaderCard,
    ReaderLine,
    ReaderList,
    Registration,
)
from portee.people.reader_lists.matching import Twins
from portee.people.reader_lists.row import Fault


def refuse_outdated(found: ReaderList, lines: Sequence[ReaderLine]) -> None:
    """Refuse the second line of one account, and the addresses and cards that somebody else has by now."""
    taken, cards = _taken_addresses(lines), _cards(found, lines)
    asking, twins = _asking(found, lines), Twins(_written(found, lines))
    for line in lines:
        own, email = line.account_id, line.email.lower()
        is_address_lost = own is None and email in taken
        if is_address_lost or (line.card_number and cards.get(line.card_number, own) != own):
            _refuse(line, Fault("changed-meanwhile"))
        elif line.outcome == LineOutcome.CONSENT and email in asking:
            _refuse(line, Fault("request-waits", (line.email,)))
        elif own is not None and (fault := twins.fault_of_account(own, line.number)):
            _refuse(line, fault)


def _refuse(line: ReaderLine, fault: Fault) -> None:
    line.outcome = LineOutcome.REFUSED
    line.reason_code, line.reason_values = fault.code, list(fault.values)


def _written(found: ReaderList, lines: Collection[ReaderLine]) -> dict[int, int]:
    """The line of this list that was already written for each of these accounts."""
    rows = ReaderLine.objects.filter(
        reader_list=found,
        outcome__in=APPLIED_OUTCOMES,
        is_applied=True,
        account__in={line.account_id for line in lines if line.account_id is not None},
    )
    return dict(rows.values_list("account_id", "number"))


def _taken_addresses(lines: Collection[ReaderLine]) -> set[str]:
    new = {line.email.lower() for line in lines if line.outcome == LineOutcome.NEW and line.email}
    rows = Account.objects.annotate(address=Lower("email")).filter(address__in=new)
    return set(rows.values_list("address", flat=True))


def _cards(found: ReaderList, lines: Collection[ReaderLine]) -> dict[str, int]:
    rows = ReaderCard.objects.filter(
        establishment_id=found.establishment_id,
        card_number__in={line.card_number for line in lines if line.card_number},
    )
    return dict(rows.values_list("card_number", "account_id"))


def _asking(found: ReaderList, lines: Collection[ReaderLine]) -> set[str]:
    """The addresses with which a request waits there: only one may."""
    asked = {
        line.email.lower() for line in lines if line.outcome == LineOutcome.CONSENT and line.email
    }
    rows = Registration.objects.open().filter(establishment_id=found.establishment_id)
    some = rows.annotate(address=Lower("email")).filter(address__in=asked)
    return set(some.values_list("address", flat=True))
