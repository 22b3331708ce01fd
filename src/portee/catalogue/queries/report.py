"""The report of a run: what was refused or repaired, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from portee.catalogue.models import RunRemark
from portee.catalogue.remarks import decode_values, sentence


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One remark. `position` counts the records of the file from 1, `offset_bytes` its unpacked bytes from 0."""

    position: int
    offset_bytes: int
    identifier: str
    kind: str
    done: str
    code: str
    place: str
    reason: str


def remarks_of(run_id: int, *, kind: str = "", code: str = "") -> QuerySet[RunRemark]:
    """The remarks of a run in the order of the file, all or those of a kind or a code."""
    rows = RunRemark.objects.filter(run_id=run_id).order_by("position", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(code=code) if code else rows


def report_lines(rows: QuerySet[RunRemark]) -> Iterator[ReportLine]:
    """The remarks as people read them, one after the other."""
    for row in rows.iterator(chunk_size=1000):
        yield worded(row)


def worded(row: RunRemark) -> ReportLine:
    """One remark as people read it."""
    return ReportLine(
        position=row.position,
        offset_bytes=row.offset_bytes,
        identifier=row.identifier,
        kind=row.kind,
        done=row.get_kind_display(),
        code=row.code,
        place=row.place,
        reason=sentence(row.code, row.place, decode_values(row.values)),
    )
