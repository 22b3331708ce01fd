"""The page of an import, and what is done from it."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from portee.catalogue.queries.report import remarks_of, report_lines
from portee.catalogue.queries.run_sheet import run_sheet
from portee.catalogue.remarks import sentence
from portee.catalogue.services.import_run import cancel_run
from portee.catalogue.services.upload import queue_deletion, queue_run
from portee.kernel.errors import DomainError
from portee.kernel.spreadsheet import plain_cell
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.scoped import ScopedInspectView

if TYPE_CHECKING:
    from portee.catalogue.models import ImportRun


class RunPageView(ScopedInspectView):
    """How far a run is, what came of it, its report by the page."""

    template_name = "catalogue/staff/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sheet of the run; the report is filtered by `kind` and `code`."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.request.GET
        kind, code = asked.get("kind", ""), asked.get("code", "")
        context["sheet"] = run_sheet(self.object, kind=kind, code=code, page=asked.get("p", "1"))
        context["kind"], context["code"] = kind, code
        run: ImportRun = self.object
        if run.reason_code:
            context["refusal"] = sentence(run.reason_code, "", run.reason_values)
        return context


class _Echo:
    """A file that gives back each line that is written to it."""

    def write(self, line: str) -> str:
        """The line."""
        return line


class RunReportView(ScopedInspectView):
    """The whole report as CSV, for a spreadsheet; no cell of it can run as a formula."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """Stream the remarks, filtered as on the page."""
        del args, kwargs
        rows = remarks_of(
            self.object.pk, kind=request.GET.get("kind", ""), code=request.GET.get("code", "")
        )
        writer = csv.writer(_Echo(), delimiter=";")
        heads = (
            _("Position"),
            _("Byte"),
            _("Identifier"),
            _("What was done"),
            _("Field"),
            _("Reason"),
            _("Code"),
        )

        def lines() -> Iterator[str]:
            # A spreadsheet takes a file for UTF-8 by this mark alone.
            yield "\ufeff" + writer.writerow(heads)
            for line in report_lines(rows):
                cells = (
                    line.position,
                    line.offset_bytes,
                    line.identifier,
                    line.done,
                    line.place,
                    line.reason,
                    line.code,
                )
                yield writer.writerow([plain_cell(cell) for cell in cells])

        headers = {"Content-Disposition": f'attachment; filename="rapport-{self.object.pk}.csv"'}
        return StreamingHttpResponse(
            lines(), content_type="text/csv; charset=utf-8", headers=headers
        )


class CancelRunView(ScopedActionView):
    """Stop a run."""

    def act(self, request: HttpRequest) -> str:
        """Have its process stop at its next batch."""
        del request
        cancel_run(run_id=self.object.pk)
        return _("The import is cancelled. What it had written stays; it can go on later.")


class GoOnView(ScopedActionView):
    """Take up a run that stopped."""

    def act(self, request: HttpRequest) -> str:
        """Queue it again."""
        del request
        queue_run(run_id=self.object.pk)
        return _("The import goes on where it stopped.")


class DeleteMissingView(ScopedActionView):
    """Mark as deleted what the file leaves out, once whoever asks has seen how many."""

    def act(self, request: HttpRequest) -> str:
        """Queue it, for the number that was shown and confirmed."""
        shown = request.POST.get("expected", "")
        if request.POST.get("is_confirmed") != "on" or not shown.isdecimal():
            raise DomainError(_("Tick the box to confirm."))
        queue_deletion(run_id=self.object.pk, expected=int(shown))
        return _("The records that the file leaves out are being marked as deleted.")
