"""New readings: a sheet is tried on the stored records of a source, looked at, confirmed, followed."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.catalogue.models import RemapRun
from portee.catalogue.queries.remap_sheet import remap_sheet
from portee.catalogue.services.remap_run import (
    cancel_remap,
    confirm_remap,
    resume_remap,
    start_remap,
)
from portee.catalogue.sheet import sheet_from_json
from portee.catalogue.sheet_text import write_sheet
from portee.catalogue.staff.fields import SheetField
from portee.catalogue.staff.reach import SourceReach
from portee.catalogue.staff.source import SOURCES
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.scoped import ScopedCreateView, ScopedInspectView


class NewReadingForm(ScopedForm):
    """Which source, with which sheet; the address may name the source, whose sheet is then proposed."""

    sheet_lines = SheetField(
        help_text=gettext_lazy(
            "One line for each thing that is particular to this source: 099$t = type : x → Score ; l → Book. "
            "Nothing is written before you have seen what changes."
        ),
    )

    class Meta:
        model = RemapRun
        fields: ClassVar[list[str]] = ["source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = SOURCES.visible_to(self.actor, "change").order_by("name")
        self.fields["source"].queryset = sources
        asked = str(self.initial.get("source", ""))
        source = sources.filter(pk=int(asked)).first() if asked.isdecimal() else None
        if source is not None:
            self.fields["sheet_lines"].initial = write_sheet(sheet_from_json(source.sheet))


class NewReadingView(ScopedCreateView):
    """The form that starts a trial; it leads to its page."""

    def get_initial(self) -> dict[str, Any]:
        """The source that the address names."""
        source = self.request.GET.get("source", "")
        return {"source": source} if source.isdecimal() and len(source) < 19 else {}

    def get_success_url(self) -> str:
        """The page of the trial."""
        return reverse("relectures:inspect", args=[self.object.pk])

    def get_success_message(self, instance: Any) -> str:
        """What happens now."""
        del instance
        return _("The sheet is being tried. Nothing is written before you confirm.")


class RemapPageView(ScopedInspectView):
    """What changes, how far it is, what can be done."""

    template_name = "catalogue/staff/remap.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sheet of the new reading."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sheet": remap_sheet(self.object)}


class ConfirmRemapView(ScopedActionView):
    """Write what was tried."""

    def act(self, request: HttpRequest) -> str:
        """Give the source its sheet, and queue the writing."""
        del request
        confirm_remap(run_id=self.object.pk, at=clock.now())
        return _("The source has its new sheet; its records are being written again.")


class CancelRemapView(ScopedActionView):
    """Stop."""

    def act(self, request: HttpRequest) -> str:
        """Have its process stop at its next batch."""
        del request
        cancel_remap(run_id=self.object.pk)
        return _("The new reading is cancelled. What it had written stays; it can go on later.")


class ResumeRemapView(ScopedActionView):
    """Take up again."""

    def act(self, request: HttpRequest) -> str:
        """Queue it from its checkpoint."""
        del request
        resume_remap(run_id=self.object.pk)
        return _("The new reading goes on where it stopped.")


class RemapRunScreen(ScopedViewSet):
    """`/gestion/relectures/`."""

    model = RemapRun
    name = "relectures"
    menu_label = gettext_lazy("New readings")
    add_label = gettext_lazy("Try another sheet")
    menu_order = 307
    icon = "rotate"
    can_change = False
    policy = SourceReach(RemapRun, to_source="source")
    inspect_view_enabled = True
    inspect_view_class = RemapPageView
    inspect_template_name = "catalogue/staff/remap.html"
    add_view_class = NewReadingView
    form_class = NewReadingForm
    list_display = ("source", "get_state_display", "created_at", "total", "foreseen", "changed")
    list_filter = ("state", "source")
    list_export = ("id", "source.code", "get_state_display", "created_at", "total", "changed")
    export_headings: ClassVar[dict[str, Any]] = {
        "source.code": gettext_lazy("Source"),
        "get_state_display": gettext_lazy("State"),
    }
    export_filename = "relectures"
    search_fields = ("source__name",)
    search_backend_name = None
    ordering = ("-pk",)
    row_views = (
        ("confirmer", ConfirmRemapView, "confirm"),
        ("annuler", CancelRemapView, "cancel"),
        ("reprendre", ResumeRemapView, "resume"),
    )

    def listed(self, rows: Any) -> Any:
        """New readings with their source, without what a list does not show."""
        return rows.select_related("source").defer("sheet", "parts")

    def create(self, *, form: Any, actor: Actor) -> RemapRun:
        """Start the trial."""
        return start_remap(
            source=form.cleaned_data["source"],
            sheet=form.cleaned_data["sheet_lines"],
            account_id=actor.account_id,
            at=clock.now(),
        )
