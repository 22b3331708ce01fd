"""Lists of readers at the establishments in reach: sent, read, shown as what they change, applied."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from portee.kernel import clock
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.forms.reader_list import (
    CLASS_HELP,
    CONSENT_HELP,
    CONSENT_LABEL,
    FILE_HELP,
    MAIL_HELP,
    MAIL_LABEL,
)
from portee.people.forms.role import EstablishmentChoiceField
from portee.people.models import ReaderList, ReaderListState
from portee.people.queries.reach import nodes_in_reach
from portee.people.queries.reader_list import list_sheet
from portee.people.services.reader_list import Sending, drop_list, send_list
from portee.people.views.reader_list_action import (
    columns_context,
    press,
    read_columns,
    sheets_context,
)
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import ScopedCreateView, ScopedInspectView


class SendListForm(ScopedForm):
    """A file, whose readers it lists, how they will choose their passwords."""

    file = forms.FileField(label=_("File"), help_text=FILE_HELP)
    has_guardian_consent = forms.BooleanField(
        label=CONSENT_LABEL, required=False, help_text=CONSENT_HELP
    )
    is_by_mail = forms.BooleanField(label=MAIL_LABEL, required=False, help_text=MAIL_HELP)

    class Meta:
        model = ReaderList
        fields: ClassVar[list[str]] = ["establishment", "role_kind", "class_name"]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentChoiceField}
        help_texts: ClassVar[dict[str, Any]] = {"class_name": CLASS_HELP}

    field_order = (
        "establishment",
        "role_kind",
        "file",
        "class_name",
        "has_guardian_consent",
        "is_by_mail",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["establishment"]
        field.queryset = field.queryset.places().filter(nodes_in_reach(self.actor)).order_by("path")
        [*only] = field.queryset[:2]
        if len(only) == 1:
            field.initial = only[0].pk


class SendListView(ScopedCreateView):
    """The form that sends a list; it leads to its columns."""

    def get_success_url(self) -> str:
        """The columns to confirm."""
        return reverse("listes:columns", args=[self.object.pk])

    def get_success_message(self, instance: Any) -> str:
        """What happens now."""
        del instance
        return gettext("The file is here. Say what its columns mean.")


class ListView(ScopedInspectView):
    """What a list changes, line by line; on POST, what a button says."""

    template_name = "people/staff/reader_list.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The columns first, as long as they are not confirmed."""
        if self.object.state == ReaderListState.PREPARED:
            return redirect(reverse("listes:columns", args=[self.object.pk]))
        shown: HttpResponse = super().get(request, *args, **kwargs)
        return shown

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sheet of the list."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.request.GET
        sheet = list_sheet(
            self.object, outcome=asked.get("part", ""), page=asked.get("p", "1"), actor=self.actor
        )
        return {**context, "sheet": sheet, "found": self.object, "sheets_view": "listes:sheets"}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, say it, show the list."""
        del args, kwargs
        try:
            if request.POST.get("do") == "drop":
                drop_list(list_id=self.object.pk, actor=self.actor)
                return redirect(reverse("listes:index"))
            said = press(self.object, request.POST, actor=self.actor, at=clock.now())
            messages.success(request, said)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(reverse("listes:inspect", args=[self.object.pk]))


class ListColumnsView(ScopedInspectView):
    """What the columns mean; on POST, compare with those who are known."""

    template_name = "people/staff/reader_list_columns.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The proposal."""
        del request, args, kwargs
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take what was chosen."""
        del args, kwargs
        try:
            read_columns(self.object, request.POST, actor=self.actor, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
            return self._page()
        return redirect(reverse("listes:inspect", args=[self.object.pk]))

    def _page(self) -> HttpResponse:
        if self.object.state != ReaderListState.PREPARED:
            return redirect(reverse("listes:inspect", args=[self.object.pk]))
        said = self.request.POST if self.request.method == "POST" else None
        context = {**self.get_context_data(), **columns_context(self.object, said)}
        page: HttpResponse = self.render_to_response(context)
        return page


class ListSheetsView(ScopedInspectView):
    """POST only: sheets to print, with codes that are shown this once."""

    http_method_names = ("post",)
    template_name = "people/staff/reader_list_sheets.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw them."""
        del args, kwargs
        try:
            cards = sheets_context(self.object, request.POST, actor=self.actor, at=clock.now())
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(reverse("listes:inspect", args=[self.object.pk]))
        drawn: HttpResponse = self.render_to_response({**self.get_context_data(), **cards})
        return drawn


class ReaderListScreen(ScopedViewSet):
    """`/gestion/listes/`."""

    model = ReaderList
    name = "listes"
    menu_label = _("Lists of readers")
    add_label = _("Send a list")
    menu_order = 197
    icon = "table"
    can_change = False
    policy = ActorPermissionPolicy(
        ReaderList,
        roles=dict.fromkeys(("view", "add", "change"), policies.MANAGING_ROLES),
        node_path="establishment__path",
    )
    add_view_class = SendListView
    form_class = SendListForm
    inspect_view_enabled = True
    inspect_view_class = ListView
    inspect_template_name = "people/staff/reader_list.html"
    list_display = (
        "file_name",
        "establishment",
        Column("role_kind", label=_("What it lists"), accessor="get_role_kind_display"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "sent_at",
    )
    list_filter = ("state",)
    list_export = ("file_name", "establishment.name", "get_state_display", "total", "sent_at")
    export_headings: ClassVar[dict[str, Any]] = {
        "establishment.name": _("Establishment"),
        "get_state_display": _("State"),
    }
    export_filename = "listes"
    search_fields = ("file_name",)
    search_backend_name = None
    ordering = ("-pk",)
    row_views = (
        ("colonnes", ListColumnsView, "columns"),
        ("feuilles", ListSheetsView, "sheets"),
    )

    def listed(self, rows: Any) -> Any:
        """Lists with the establishment they are for."""
        return rows.select_related("establishment")

    def create(self, *, form: Any, actor: Actor) -> ReaderList:
        """Keep the file and propose its columns."""
        data = form.cleaned_data
        return send_list(
            Sending(
                establishment_id=data["establishment"].pk,
                role_kind=RoleKind(data["role_kind"]),
                file_name=data["file"].name,
                class_name=data["class_name"],
                has_guardian_consent=data["has_guardian_consent"],
                is_by_mail=data["is_by_mail"],
            ),
            chunks=data["file"].chunks(),
            token=get_random_string(24),
            actor=actor,
            at=clock.now(),
        )
