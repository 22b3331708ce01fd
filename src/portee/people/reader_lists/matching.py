"""Whom a row may be, among those an establishment knows: sure, to be asked, or nobody yet. Nothing is ever guessed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from portee.kernel.ordering import search_key
from portee.people.ages import may_be_under_consent_age
from portee.people.models import LineOutcome, ReaderLine
from portee.people.person_name import is_person_name
from portee.people.reader_lists.row import Fault, ReaderRow

RENEWABLE: Final = timedelta(days=30)
"""How long before its end a membership is renewed by a list."""

COMPARED: Final = ("birth_year", "commune", "card_number", "class_name", "guardian_email")
"""What a list changes of what is known; a name and an address are the person's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has an account. `end_date` is the last day of her membership here, None without any.

    `is_in_reach` tells whether whoever sends the list may be told who she is; `is_card_vouched` that the reader system
    vouches for her card number, which no list then changes.
    """

    account_id: int
    display_name: str
    email: str = ""
    is_active: bool = True
    is_in_reach: bool = True
    is_card_vouched: bool = False
    end_date: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownReaders:
    """Those whom the rows of a list may be: by address in small letters, by card number, by name and year."""

    by_email: Mapping[str, Known]
    by_card: Mapping[str, Known]
    by_identity: Mapping[tuple[str, int | None], Sequence[Known]]
    waiting: frozenset[tuple[str, int | None]] = frozenset()
    """The names and years of those whose guardian is asked already."""
    asking: frozenset[str] = frozenset()
    """The addresses, in small letters, of the requests that wait for a decision."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row would change."""

    outcome: LineOutcome
    known: Known | None = None
    fault: Fault | None = None
    candidates: tuple[int, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules of one list. `sender_id` is who sends it, whom it never enrols."""

    known: KnownReaders
    today: date
    has_guardian_consent: bool
    sender_id: int | None

    def judge(self, row: ReaderRow) -> Verdict:
        """Say what a row would change."""
        if row.fault is not None:
            return Verdict(LineOutcome.REFUSED, fault=row.fault)
        by_card = self.known.by_card.get(row.card_number) if row.card_number else None
        by_email = self.known.by_email.get(row.email.lower()) if row.email else None
        if by_card and by_email and by_card.account_id != by_email.account_id:
            return _refused("two-people", row.card_number, row.email)
        found = by_card or by_email
        return self._judge_namesakes(row) if found is None else self._judge_found(row, found)

    def _judge_found(self, row: ReaderRow, found: Known) -> Verdict:
        """Somebody has this very card or address: sure under the same name, to be asked under another one."""
        if search_key(found.display_name) == search_key(row.display_name):
            return self.settle(row, found)
        if not found.is_in_reach:
            return _refused("address-of-another", row.email)
        return Verdict(LineOutcome.ASKED, candidates=(found.account_id,))

    def _judge_namesakes(self, row: ReaderRow) -> Verdict:
        """Only a name and a year may tell: sure when nothing else differs, to be asked otherwise."""
        namesakes = self.known.by_identity.get(row.identity, ())
        same = [one for one in namesakes if _says_the_same(row, one)]
        if len(same) == 1:
            return self.settle(row, same[0])
        if namesakes:
            return Verdict(LineOutcome.ASKED, candidates=tuple(one.account_id for one in namesakes))
        return self.settle_new(row)

    def settle(self, row: ReaderRow, known: Known) -> Verdict:
        """Say what a row changes for somebody known."""
        if known.account_id == self.sender_id:
            return _refused("yourself")
        if not known.is_active:
            return _refused("closed-account")
        changes = tuple(_changes(row, known))
        if known.end_date is None:
            return Verdict(LineOutcome.NEW, known, changes=changes)
        if known.end_date <= self.today + RENEWABLE:
            return Verdict(LineOutcome.RENEWED, known, changes=changes)
        outcome = LineOutcome.CHANGED if changes else LineOutcome.UNCHANGED
        return Verdict(outcome, known, changes=changes)

    def settle_new(self, row: ReaderRow) -> Verdict:
        """Say what becomes of somebody whom nobody knows; under fifteen, a guardian agrees first."""
        if row.email and row.email.lower() in self.known.by_email:
            return _refused("address-of-another", row.email)
        if row.card_number and row.card_number in self.known.by_card:
            return _refused("card-of-another", row.card_number)
        if row.birth_year is None:
            return _refused("no-year")
        is_child = may_be_under_consent_age(row.birth_year, on=self.today)
        if not is_child or self.has_guardian_consent:
            return Verdict(LineOutcome.NEW)
        return self._settle_child(row)

    def _settle_child(self, row: ReaderRow) -> Verdict:
        """A request is made of her, unless one waits already."""
        if row.identity in self.known.waiting:
            return Verdict(LineOutcome.UNCHANGED, fault=Fault("guardian-asked-already"))
        if row.email and row.email.lower() in self.known.asking:
            return _refused("request-waits", row.email)
        return Verdict(LineOutcome.CONSENT) if row.guardian_email else _refused("guardian-needed")


class Twins:
    """Rows of one file that are the same person, or that only one person can be.

    `taken` gives the row that already is each of these accounts.
    """

    def __init__(self, taken: Mapping[int, int] | None = None) -> None:
        self._seen: dict[tuple[object, ...], int] = {}
        for account_id, number in (taken or {}).items():
            self._seen["person-twice", account_id] = number

    def fault_of(self, row: ReaderRow) -> Fault | None:
        """Why a row cannot stand beside one that came before it."""
        for code, key in _keys(row):
            first = self._seen.setdefault((code, key), row.number)
            if first != row.number:
                return Fault(code, (str(first),))
        return None

    def fault_of_account(self, account_id: int, number: int) -> Fault | None:
        """Why a row cannot be of somebody whom a row before it is already, told apart by nothing it says."""
        first = self._seen.setdefault(("person-twice", account_id), number)
        return Fault("person-twice", (str(first),)) if first != number else None

    def checked(self, verdict: Verdict, number: int) -> Verdict:
        """The verdict of a row, refused when a row before it is the same person."""
        if verdict.known is None:
            return verdict
        fault = self.fault_of_account(verdict.known.account_id, number)
        return Verdict(LineOutcome.REFUSED, fault=fault) if fault else verdict


def may_be(lines: Iterable[ReaderLine], known: KnownReaders) -> set[int]:
    """The accounts of all those whom lines may be: by card, by address, by name alone, whatever the year they say."""
    by_name: dict[str, set[int]] = defaultdict(set)
    for (name, _year), ones in known.by_identity.items():
        by_name[name].update(one.account_id for one in ones)
    found: set[int] = set()
    for line in lines:
        found |= by_name.get(search_key(line.display_name), set())
        found.update(one.account_id for one in _by_number_or_address(line, known))
    return found


def leaves_doubt(line: ReaderLine, known: KnownReaders) -> bool:
    """Whether a line may be anybody's: nothing in it can be read that tells whose it is."""
    return not is_person_name(line.display_name) and not _by_number_or_address(line, known)


def _by_number_or_address(line: ReaderLine, known: KnownReaders) -> list[Known]:
    found = (known.by_card.get(line.card_number), known.by_email.get(line.email.lower()))
    return [one for one in found if one is not None]


def _keys(row: ReaderRow) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = []
    if row.email:
        keys.append(("address-twice", row.email.lower()))
    if row.card_number:
        keys.append(("card-twice", row.card_number))
    if not keys:
        keys.append(("person-twice", (row.identity, row.commune, row.class_name)))
    return keys


def _says_the_same(row: ReaderRow, known: Known) -> bool:
    """Whether a row holds nothing by which the person could be another one, nor that is not known of her."""
    if row.email and row.email.lower() != known.email.lower():
        return False
    return all(
        not getattr(row, name) or getattr(row, name) == known.facts.get(name) for name in COMPARED
    )


def _changes(row: ReaderRow, known: Known) -> list[tuple[str, str, str]]:
    """What a row says otherwise; what it leaves empty says nothing."""
    return [
        (name, str(known.facts.get(name) or ""), str(said))
        for name in COMPARED
        if (said := getattr(row, name)) and said != known.facts.get(name)
        if not (name == "card_number" and known.is_card_vouched)
    ]


def _refused(code: str, *values: str) -> Verdict:
    return Verdict(LineOutcome.REFUSED, fault=Fault(code, values))
