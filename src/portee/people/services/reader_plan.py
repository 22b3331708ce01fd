"""Comparing a list with those who are known: what each line would change, and whom the list leaves out."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portee.kernel.actor import RoleKind
from portee.kernel.private_files import forget_file, stored
from portee.people.models import LineOutcome, ReaderLine, ReaderList, ReaderListState
from portee.people.queries.known_readers import absent_readers, load_known
from portee.people.reader_lists.matching import (
    Judge,
    Known,
    KnownReaders,
    Twins,
    Verdict,
    leaves_doubt,
    may_be,
)
from portee.people.reader_lists.row import ReaderRow, rows_of
from portee.protocols.records import UnusableFileError

AT_ONCE: Final = 1_000
OnProgress = Callable[[int, int], None]
"""Told how many lines are done, of how many."""

WRITTEN: Final = ("outcome", "reason_code", "reason_values", "account", "candidates", "changes")
"""What a verdict writes on a line."""


def plan_list(
    *, list_id: int, at: datetime, on_progress: OnProgress = lambda _position, _total: None
) -> ReaderList:
    """Compare a list whose columns are confirmed; it then waits for somebody to say yes. May be run again."""
    found = ReaderList.objects.get(pk=list_id)
    if found.state != ReaderListState.PLANNING:
        return found
    try:
        rows = _rows(found, at=at)
    except UnusableFileError as error:
        found.state = ReaderListState.REFUSED
        found.reason_code, found.reason_values = error.remark.code, list(error.remark.values)
        found.save(update_fields=["state", "reason_code", "reason_values"])
        forget_file(found.stored_path)
        return found
    known = load_known(establishment_id=found.establishment_id, emails=[row.email for row in rows])
    with transaction.atomic():
        ReaderLine.objects.filter(reader_list=found).delete()
        lines = list(_judged(found, rows, known, at=at))
        absent = list(_absent(found, lines, known, at=at))
        for start in range(0, len(lines), AT_ONCE):
            ReaderLine.objects.bulk_create(lines[start : start + AT_ONCE])
            on_progress(min(start + AT_ONCE, len(lines)), len(lines))
        ReaderLine.objects.bulk_create(absent, batch_size=AT_ONCE)
        path, found.stored_path = found.stored_path, ""
        found.state, found.total = ReaderListState.PLANNED, len(lines)
        found.save(update_fields=["state", "total", "stored_path"])
    forget_file(path)
    return found


def noted(line: ReaderLine, verdict: Verdict) -> ReaderLine:
    """Write on a line what it would change."""
    line.outcome = verdict.outcome
    line.reason_code = verdict.fault.code if verdict.fault else ""
    line.reason_values = list(verdict.fault.values) if verdict.fault else []
    line.account_id = verdict.known.account_id if verdict.known else None
    line.candidates = list(verdict.candidates)
    line.changes = [list(change) for change in verdict.changes]
    return line


def _rows(found: ReaderList, *, at: datetime) -> list[ReaderRow]:
    with stored(found.stored_path).open("rb") as stream:
        return list(
            rows_of(
                stream,
                limits=settings.READER_LIST_LIMITS,
                columns=found.columns,
                class_name=found.class_name,
                today=timezone.localdate(at),
            )
        )


def _judged(
    found: ReaderList, rows: Iterable[ReaderRow], known: KnownReaders, *, at: datetime
) -> Iterable[ReaderLine]:
    judge = Judge(
        known,
        today=timezone.localdate(at),
        has_guardian_consent=found.has_guardian_consent,
        sender_id=found.sender_id,
    )
    twins = Twins()
    for row in rows:
        fault = row.fault or twins.fault_of(row)
        verdict = (
            Verdict(LineOutcome.REFUSED, fault=fault)
            if fault
            else twins.checked(judge.judge(row), row.number)
        )
        line = ReaderLine(
            reader_list=found,
            number=row.number,
            display_name=row.display_name,
            email=row.email,
            birth_year=row.birth_year,
            commune=row.commune,
            card_number=row.card_number,
            class_name=row.class_name,
            guardian_email=row.guardian_email,
        )
        yield noted(line, verdict)


def _absent(
    found: ReaderList, lines: Sequence[ReaderLine], known: KnownReaders, *, at: datetime
) -> Iterable[ReaderLine]:
    """Those whom no line may be. A line that cannot be used is somebody's all the same, or anybody's."""
    refused = [line for line in lines if line.outcome == LineOutcome.REFUSED]
    if any(leaves_doubt(line, known) for line in refused):
        return
    present, classes = {found.sender_id or 0, *may_be(refused, known)}, set()
    for line in lines:
        present.update([line.account_id or 0, *line.candidates])
        classes.add(line.class_name)
    gone: list[Known] = absent_readers(
        known,
        present=present,
        role_kind=RoleKind(found.role_kind),
        classes=classes,
        establishment_id=found.establishment_id,
        on=timezone.localdate(at),
    )
    for one in gone:
        yield ReaderLine(
            reader_list=found,
            number=0,
            outcome=LineOutcome.ABSENT,
            display_name=one.display_name,
            birth_year=one.facts.get("birth_year"),
            class_name=one.facts.get("class_name", ""),
            card_number=one.facts.get("card_number", ""),
            account_id=one.account_id,
        )
