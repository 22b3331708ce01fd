"""Records, one beside the other: what the source sent, what was understood."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.catalogue.models import Record, RecordVersion, Verdict
from portee.catalogue.queries.record_sheet import record_sheet
from portee.catalogue.services.match_decision import decide_match, withdraw_decision
from portee.catalogue.staff.reach import SourceReach
from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.scoped import ScopedInspectView


class RecordPageView(ScopedInspectView):
    """One record, side by side."""

    template_name = "catalogue/staff/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sheet of the record."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sheet": record_sheet(self.object)}


class RecordBytesView(ScopedInspectView):
    """The very bytes that the source sent, to be taken away."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The current version, or another of the same record."""
        del args, kwargs
        asked = request.GET.get("version", "")
        version_id = int(asked) if asked.isdecimal() else self.object.version_id
        version = get_object_or_404(RecordVersion, pk=version_id, record=self.object)
        name = f"notice-{self.object.pk}-{version.pk}.bin"
        return HttpResponse(
            bytes(version.content),
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class DecisionView(ScopedActionView):
    """Keep two records together or apart, or leave them to the rules again."""

    def act(self, request: HttpRequest) -> str:
        """Apply the decision."""
        withdrawn = request.POST.get("withdrawn", "")
        if withdrawn.isdecimal():
            withdraw_decision(decision_id=int(withdrawn), at=clock.now())
        else:
            self._decide(request)
        return _("The decision is applied, and outlives the next imports.")

    def _decide(self, request: HttpRequest) -> None:
        verdict = request.POST.get("verdict", "")
        other = self._other(request.POST.get("other", "").strip())
        if verdict not in Verdict.values or other is None:
            raise DomainError(_("No record of your sources bears this number."))
        decide_match(
            first_id=self.object.pk,
            second_id=other,
            verdict=Verdict(verdict),
            account_id=self.actor.account_id,
            at=clock.now(),
        )

    def _other(self, text: str) -> int | None:
        """The record of that number, if it is in reach."""
        if not text.isdecimal() or len(text) > 18:
            return None
        row: Record | None = self.get_queryset().filter(pk=int(text)).first()
        return row.pk if row else None


class RecordScreen(ScopedViewSet):
    """`/gestion/notices/`."""

    model = Record
    name = "notices"
    menu_label = gettext_lazy("Records")
    menu_order = 320
    icon = "doc-empty"
    can_add = False
    can_change = False
    policy = SourceReach(Record, to_source="source")
    inspect_view_enabled = True
    inspect_view_class = RecordPageView
    inspect_template_name = "catalogue/staff/record.html"
    form_fields: ClassVar[list[str]] = []
    list_display = ("key", "resource", "source", "is_repaired", "deleted_at")
    list_filter = ("source", "is_repaired")
    list_export = ("id", "source.code", "key", "identifier", "resource_id", "deleted_at")
    export_headings: ClassVar[dict[str, Any]] = {
        "source.code": gettext_lazy("Source"),
        "resource_id": gettext_lazy("Resource"),
    }
    export_filename = "notices"
    search_fields = ("key", "resource__sort_title")
    search_backend_name = None
    ordering = ("-pk",)
    row_views = (("octets", RecordBytesView, "bytes"), ("decider", DecisionView, "decide"))

    def listed(self, rows: Any) -> Any:
        """Records with their source and the title of their resource."""
        return rows.select_related("source", "resource").defer(
            "resource__description", "resource__classification", "match_reason"
        )
