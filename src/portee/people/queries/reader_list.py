"""What is shown of a list of readers: how many lines do what, and those of one kind by the page."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import Account, LineOutcome, ReaderLine, ReaderList, ReaderListState
from portee.people.reader_lists.words import field_name, sentence

LINES_OF_A_PAGE: Final = 50
SHEETS_AT_ONCE: Final = 60
"""What a browser prints without trouble, and a class and more."""

TOLD_FIRST: Final = (
    LineOutcome.ASKED,
    LineOutcome.REFUSED,
    LineOutcome.NEW,
    LineOutcome.RENEWED,
    LineOutcome.CHANGED,
    LineOutcome.CONSENT,
    LineOutcome.UNCHANGED,
    LineOutcome.ABSENT,
)
"""The order in which the kinds are told: what somebody must look at, then what changes, then the rest."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line in words."""

    line: ReaderLine
    said: str
    changes: tuple[tuple[str, str, str], ...]
    candidates: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list, its lines of one kind, and what may be done with it now."""

    found: ReaderList
    counts: tuple[tuple[LineOutcome, int], ...]
    outcome: LineOutcome | None
    page: Page[ReaderLine]
    lines: tuple[ShownLine, ...]
    asked: int
    absent: int
    writes: int
    sheet_parts: tuple[int, ...]
    without_password: int
    may_end_absent: bool
    refusal: str

    @property
    def percent(self) -> int:
        """How far the worker is, of a hundred."""
        return self.found.position * 100 // self.found.total if self.found.total else 0


def counts_of(found: ReaderList) -> dict[LineOutcome, int]:
    """How many lines do what. One query."""
    said = dict(found.lines.order_by().values_list("outcome").annotate(number=Count("pk")))
    return {outcome: said.get(outcome.value, 0) for outcome in LineOutcome}


def list_sheet(found: ReaderList, *, outcome: str, page: str, actor: Actor) -> ListSheet:
    """Everything that the page of a list shows. Five SQL queries at most, whatever its length."""
    counts = counts_of(found)
    shown = next((one for one in TOLD_FIRST if one == outcome and counts[one]), None)
    shown = shown or next((one for one in TOLD_FIRST if counts[one]), None)
    rows = found.lines.filter(outcome=shown or "").order_by("number", "display_name", "pk")
    paginator = Paginator(rows, LINES_OF_A_PAGE)
    paginator.count = counts[shown] if shown else 0
    lines = paginator.get_page(page)
    is_applied = found.state == ReaderListState.APPLIED
    left = without_password(found).count() if is_applied else 0
    gone = found.lines.filter(outcome=LineOutcome.ABSENT, is_applied=False)
    return ListSheet(
        found=found,
        counts=tuple((one, counts[one]) for one in TOLD_FIRST if counts[one]),
        outcome=shown,
        page=lines,
        lines=_in_words(list(lines)),
        asked=counts[LineOutcome.ASKED],
        absent=gone.count() if is_applied and counts[LineOutcome.ABSENT] else 0,
        writes=sum(counts[one] for one in TOLD_FIRST[2:6]),
        sheet_parts=tuple(range(1, -(-left // SHEETS_AT_ONCE) + 1)),
        without_password=left,
        may_end_absent=policies.may_end_absent(actor, node_path=found.establishment.path),
        refusal=sentence(found.reason_code, found.reason_values),
    )


def without_password(found: ReaderList) -> QuerySet[ReaderLine]:
    """The lines of accounts that this very list opened and whose person has chosen no password yet."""
    unusable = {"account__password__startswith": UNUSABLE_PASSWORD_PREFIX}
    rows = found.lines.filter(is_account_new=True, **unusable)
    return rows.select_related("account").order_by("class_name", "display_name", "pk")


def lists_of(actor: Actor) -> QuerySet[ReaderList]:
    """The lists that somebody sent, the newest first. One query."""
    rows = ReaderList.objects.filter(sender_id=actor.account_id or 0)
    return rows.select_related("establishment").order_by("-pk")[:50]


def _in_words(lines: list[ReaderLine]) -> tuple[ShownLine, ...]:
    wanted = {pk for line in lines for pk in line.candidates}
    people = Account.objects.in_bulk(wanted) if wanted else {}
    return tuple(
        ShownLine(
            line=line,
            said=sentence(line.reason_code, line.reason_values),
            changes=tuple((field_name(name), old, new) for name, old, new in line.changes),
            candidates=tuple(people[pk] for pk in line.candidates if pk in people),
        )
        for line in lines
    )
