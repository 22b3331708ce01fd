"""Errors that readers report: kept for staff, settled, forgotten."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from portee.catalogue.errors import ErrorReportRefusedError
from portee.catalogue.models import Record, Resource
from portee.catalogue.models.error_report import ErrorKind, ErrorReport

LONGEST_MESSAGE: Final = 2_000
MOST_WAITING: Final = 20
"""Reports on one resource that nobody has settled: whoever looks at the first sees what there is to see."""
KEPT: Final = timedelta(days=365)
"""After it was settled; nobody needs a mended mistake, and people write their names where nobody asked for them."""


def report_error(*, resource_id: int, kind: str, message: str, at: datetime) -> None:
    """Keep a report for those who look after the source of the first record of the resource.

    Raises: ErrorReportRefusedError when it says nothing, or so many wait that one more would help nobody.
    """
    said = message.replace("\0", "").strip()[:LONGEST_MESSAGE]
    if not said or kind not in ErrorKind.values:
        raise ErrorReportRefusedError(_("Say in a few words what is wrong."))
    source_id = (
        Record.objects.filter(resource_id=resource_id, deleted_at=None)
        .order_by("pk")
        .values_list("source_id", flat=True)
        .first()
    )
    if source_id is None:
        raise ErrorReportRefusedError(_("This resource is no longer here."))
    waiting = ErrorReport.objects.filter(resource_id=resource_id, settled_at=None)
    if waiting.count() >= MOST_WAITING:
        raise ErrorReportRefusedError(
            _("Several people have already reported this resource: somebody will look at it.")
        )
    ErrorReport.objects.create(
        resource_id=resource_id, source_id=source_id, kind=kind, message=said, reported_at=at
    )


def settle_error(*, report_id: int, at: datetime) -> Resource:
    """Mark a report as dealt with; one that is keeps its first day."""
    report = ErrorReport.objects.select_related("resource").get(pk=report_id)
    if report.settled_at is None:
        report.settled_at = at
        report.save(update_fields=["settled_at"])
    return report.resource
