"""What readers report: the errors of the sources within reach, those to settle first."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.catalogue.models.error_report import ErrorReport
from portee.catalogue.services.error_report import settle_error
from portee.catalogue.staff.reach import SourceReach
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class ErrorReportForm(ScopedForm):
    """A report to be read, and settled."""

    message = forms.CharField(
        label=_("Message"), disabled=True, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    is_settled = forms.BooleanField(
        label=_("Settled"),
        required=False,
        help_text=_("It was corrected, or there is nothing to correct."),
    )

    class Meta:
        model = ErrorReport
        fields: ClassVar[list[str]] = ["message"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_settled"].initial = self.instance.settled_at is not None


class ErrorReportScreen(ScopedViewSet):
    """`/gestion/signalements/`."""

    model = ErrorReport
    name = "signalements"
    menu_label = _("Error reports")
    menu_order = 340
    icon = "warning"
    can_add = False
    policy = SourceReach(ErrorReport, to_source="source")
    form_class = ErrorReportForm
    list_display = (
        "resource",
        Column("get_kind_display", label=_("What is wrong"), accessor="get_kind_display"),
        "source",
        "reported_at",
        "settled_at",
    )
    list_filter = ("kind", "source")
    list_export = ("resource_id", "resource.title", "kind", "message", "reported_at", "settled_at")
    export_headings: ClassVar[dict[str, Any]] = {"resource.title": _("Title")}
    export_filename = "signalements"
    search_fields = ("message",)
    search_backend_name = None
    ordering = ("-pk",)

    def listed(self, rows: Any) -> Any:
        """Reports with their resource and source."""
        return rows.select_related("resource", "source").defer(
            "resource__description", "resource__classification"
        )

    def update(self, *, form: Any, instance: ErrorReport, actor: Actor) -> ErrorReport:
        """Settle it, when the box is ticked."""
        del actor
        if form.cleaned_data["is_settled"]:
            settle_error(report_id=instance.pk, at=clock.now())
        return instance
