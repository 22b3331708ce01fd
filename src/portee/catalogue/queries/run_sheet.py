"""The page of a run: how far it is, what came of it, what it had to remark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from portee.catalogue.errors import RunStateError
from portee.catalogue.models import ImportRun, RunRemark, RunState
from portee.catalogue.queries.report import ReportLine, remarks_of, worded
from portee.catalogue.remarks import title_of
from portee.catalogue.services.missing import Missing, count_missing

LINES = 50
"""Remarks on one page of the report."""
COUNTERS = ("read", "created", "updated", "unchanged", "deleted", "rejected", "repaired")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the report and how many records it concerns; `code` is what the filter takes."""

    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class RunSheet:
    """What the page says. `missing` is None unless the run is the last of its source and has ended."""

    run: ImportRun
    counters: Sequence[tuple[str, int]]
    reasons: Sequence[Reason]
    page: "Page[RunRemark]"
    lines: Sequence[ReportLine]
    missing: Missing | None
    left_out: int


def run_sheet(run: ImportRun, *, kind: str, code: str, page: str) -> RunSheet:
    """The page of a run, its report filtered by kind and code. Seven SQL queries at most."""
    rows = remarks_of(run.pk, kind=kind, code=code)
    found = Paginator(rows, LINES).get_page(page)
    counted = (
        RunRemark.objects.filter(run=run)
        .values_list("code")
        .annotate(count=Count("pk"))
        .order_by("-count", "code")
    )
    reasons = [Reason(code, title_of(code), count) for code, count in counted]
    return RunSheet(
        run=run,
        counters=[
            (str(field.verbose_name), getattr(run, field.name))
            for field in ImportRun._meta.fields
            if field.name in COUNTERS
        ],
        reasons=reasons,
        page=found,
        lines=[worded(row) for row in found],
        missing=_missing(run),
        left_out=run.remark_count - sum(reason.count for reason in reasons),
    )


def _missing(run: ImportRun) -> Missing | None:
    if run.state != RunState.FINISHED:
        return None
    try:
        found = count_missing(run_id=run.pk)
    except RunStateError:
        return None
    return found if found.records else None
