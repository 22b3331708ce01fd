"""Imports: a file is sent, followed, stopped, taken up again; its report is read and taken away."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.catalogue.models import ImportRun, RunState
from portee.catalogue.models.format_choice import FormatChoice
from portee.catalogue.services.import_run import RunOptions
from portee.catalogue.services.upload import start_upload
from portee.catalogue.staff.fields import EstablishmentField, within_reach
from portee.catalogue.staff.reach import SourceReach
from portee.catalogue.staff.run_columns import RunColumnsView
from portee.catalogue.staff.run_page import (
    CancelRunView,
    DeleteMissingView,
    GoOnView,
    RunPageView,
    RunReportView,
)
from portee.catalogue.staff.source import SOURCES
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.protocols.description import Format
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import ScopedCreateView


class SendFileForm(ScopedForm):
    """A file, whose it is, what it is."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Whatever your system exports: UNIMARC, MARC21, Dublin Core, MODS, EAD, KBART, CSV or XLSX, also in a ZIP "
            "or gzip."
        ),
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("Recognised in the file")), *FormatChoice.choices],
    )

    class Meta:
        model = ImportRun
        fields: ClassVar[list[str]] = ["source", "establishment"]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentField}
        help_texts: ClassVar[dict[str, Any]] = {
            "establishment": _("Who holds what the records describe, when they do not say it."),
        }

    field_order = ("source", "file", "format", "establishment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within_reach(self, self.actor)
        self.fields["source"].queryset = SOURCES.visible_to(self.actor, "change").order_by("name")


class SendFileView(ScopedCreateView):
    """The form that sends a file; it leads to the page of its run."""

    def get_success_url(self) -> str:
        """The columns to confirm, for a table that nobody has explained yet; else the page of the run."""
        name = "columns" if self.object.state == RunState.PREPARED else "inspect"
        return reverse(f"importations:{name}", args=[self.object.pk])

    def get_success_message(self, instance: Any) -> str:
        """What happens now."""
        if instance.state == RunState.PREPARED:
            return str(_("The file is here. Say what its columns mean."))
        return str(_("The file is here; its import waits for its turn."))


class ImportRunScreen(ScopedViewSet):
    """`/gestion/importations/`."""

    model = ImportRun
    name = "importations"
    menu_label = _("Imports")
    add_label = _("Send a file")
    menu_order = 305
    icon = "upload"
    can_change = False
    policy = SourceReach(ImportRun, to_source="source")
    inspect_view_enabled = True
    inspect_view_class = RunPageView
    inspect_template_name = "catalogue/staff/run.html"
    add_view_class = SendFileView
    form_class = SendFileForm
    list_display = (
        "file_name",
        "source",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "created_at",
        "read",
        "created",
        "updated",
        "rejected",
        "repaired",
    )
    list_filter = ("state", "source")
    list_export = (
        "id",
        "file_name",
        "source.name",
        "get_state_display",
        "created_at",
        "finished_at",
        "read",
        "created",
        "updated",
        "unchanged",
        "deleted",
        "rejected",
        "repaired",
    )
    export_headings: ClassVar[dict[str, Any]] = {
        "source.name": _("Source"),
        "get_state_display": _("State"),
    }
    export_filename = "importations"
    search_fields = ("file_name",)
    search_backend_name = None
    ordering = ("-pk",)
    row_views = (
        ("colonnes", RunColumnsView, "columns"),
        ("rapport", RunReportView, "report"),
        ("annuler", CancelRunView, "cancel"),
        ("reprendre", GoOnView, "go_on"),
        ("absentes", DeleteMissingView, "delete_missing"),
    )

    def listed(self, rows: Any) -> Any:
        """Runs with their source, without the columns that a list does not show."""
        return rows.select_related("source").defer("sheet")

    def create(self, *, form: Any, actor: Actor) -> ImportRun:
        """Keep the file and have it imported."""
        data = form.cleaned_data
        establishment = data["establishment"]
        return start_upload(
            source=data["source"],
            chunks=data["file"].chunks(),
            options=RunOptions(
                file_name=data["file"].name,
                format_name=Format(data["format"]) if data["format"] else None,
                establishment_id=establishment.pk if establishment else None,
                account_id=actor.account_id,
            ),
            token=get_random_string(24),
            at=clock.now(),
        )
