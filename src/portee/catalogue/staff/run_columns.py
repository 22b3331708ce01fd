"""What the columns of a table mean: proposed, tried on its first rows, confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portee.catalogue.models import RunState
from portee.catalogue.queries.described import Said, said_by
from portee.catalogue.reading.preparation import headline_from
from portee.catalogue.remarks import sentence
from portee.catalogue.services.file_content import opened
from portee.catalogue.services.upload import confirm_columns
from portee.catalogue.services.uploaded_file import stored
from portee.catalogue.target_names import target_choices
from portee.catalogue.vocabularies import classify
from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.protocols.records import FieldRule, MappingSheet
from portee.ui.backoffice.views.scoped import ScopedInspectView

if TYPE_CHECKING:
    from portee.protocols.tabular import Preview, PreviewedRow

ROWS = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, what it is said to mean, its first values. `field` names its form field."""

    field: str
    name: str
    target: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it would be imported."""

    position: int
    title: str
    said: Sequence[Said]
    refusal: str = ""


class RunColumnsView(ScopedInspectView):
    """The form of the columns, with the first rows as they would be read."""

    template_name = "catalogue/staff/columns.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The proposal."""
        del request, args, kwargs
        return self._page(MappingSheet())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try what was chosen, or take it and import."""
        del args, kwargs
        if self.object.state != RunState.PREPARED:
            return redirect(reverse("importations:inspect", args=[self.object.pk]))
        sheet = self._chosen(request)
        if "confirm" not in request.POST:
            return self._page(sheet)
        try:
            confirm_columns(run_id=self.object.pk, sheet=sheet, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
            return self._page(sheet)
        messages.success(request, _("The columns are confirmed; the import waits for its turn."))
        return redirect(reverse("importations:inspect", args=[self.object.pk]))

    def _page(self, sheet: MappingSheet) -> HttpResponse:
        if self.object.state != RunState.PREPARED:
            return redirect(reverse("importations:inspect", args=[self.object.pk]))
        found = self._preview(sheet)
        context = {
            **self.get_context_data(),
            "columns": _columns(found),
            "rows": [_read_row(row) for row in found.rows],
            "targets": target_choices(),
            "separator": found.sheet.separator,
        }
        page: HttpResponse = self.render_to_response(context)
        return page

    def _preview(self, sheet: MappingSheet) -> "Preview":
        # Spreadsheets take a third of a second to load: on this screen, not at every start.
        from portee.protocols.tabular import preview  # noqa: PLC0415

        limits = settings.IMPORT_LIMITS
        with opened(stored(self.object.stored_path), limits=limits) as stream:
            return preview(stream, sheet, ROWS, limits)

    def _chosen(self, request: HttpRequest) -> MappingSheet:
        """The sheet that the form says; values translated by the proposal are kept."""
        proposed = self._preview(MappingSheet())
        values = {rule.place: rule.values for rule in proposed.sheet.rules}
        known = {target for target, _label in target_choices()}
        rules = []
        for place, name in enumerate(proposed.header):
            target = request.POST.get(f"column-{place}", "")
            if target in known and target:
                rules.append(FieldRule(name, target, values.get(name, ())))
        separator = request.POST.get("separator", "").strip()[:5] or proposed.sheet.separator
        return MappingSheet(tuple(rules), separator, proposed.sheet.options)


def _columns(found: "Preview") -> list[Column]:
    targets = {rule.place: rule.target for rule in found.sheet.rules}
    return [
        Column(
            field=f"column-{place}",
            name=name,
            target=targets.get(name, ""),
            values=[row.cells[place] for row in found.rows[:3] if place < len(row.cells)],
        )
        for place, name in enumerate(found.header)
    ]


def _read_row(row: "PreviewedRow") -> ReadRow:
    if row.record is None:
        remark = row.refusal
        refusal = sentence(remark.code, remark.place, remark.values) if remark else ""
        return ReadRow(row.position, "", (), refusal)
    description = row.record.description
    classification = classify(description)
    headline = headline_from(description, classification)
    described = said_by(msgspec.structs.replace(description, titles=()), classification)
    return ReadRow(row.position, headline.title, described)
