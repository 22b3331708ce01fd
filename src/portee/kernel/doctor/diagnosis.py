"""One finding of the doctor, and the round of all examinations."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import DatabaseError


class Severity(StrEnum):
    """Whether something must be mended, or should only be known."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that is wrong: `check` is a stable code, `message` says what, `remedy` says what to do."""

    check: str
    severity: Severity
    message: str
    remedy: str


Examination = Callable[[datetime], Iterable[Diagnosis]]

_examinations: list[Examination] = []


def register_examination(examination: Examination) -> None:
    """Have the doctor examine a context too; called from its `AppConfig.ready`. The database answers by then."""
    if examination not in _examinations:
        _examinations.append(examination)


def examine(*, now: datetime, quick: bool = False) -> Iterator[Diagnosis]:
    """Everything wrong with this installation, the gravest part first.

    `quick` leaves out what takes more than a few milliseconds or concerns other processes.
    Once the database cannot be reached, nothing that needs it is examined.
    """
    from portee.kernel.doctor import files, site, tables  # noqa: PLC0415 - they import this module.

    yield from files.examine_files(now)
    yield from site.examine_site(now)
    unreachable = list(tables.examine_connection(now))
    yield from unreachable
    if any(diagnosis.severity is Severity.ERROR for diagnosis in unreachable):
        return
    try:
        yield from tables.examine_tables(now)
        if not quick:
            yield from tables.examine_work(now)
            for examination in _examinations:
                yield from examination(now)
    except DatabaseError as error:
        yield tables.broken_query(error)
