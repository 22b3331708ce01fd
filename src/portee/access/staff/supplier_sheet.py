"""How each supplier is told who comes, version by version, for those who manage the whole network."""

import json
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column

from portee.access.errors import SheetRefusedError
from portee.access.models import SupplierSheet
from portee.access.services.supplier_secret import set_shared_secret
from portee.access.services.supplier_sheet import put_in_use, try_sheet, write_sheet
from portee.access.sheet_words import way_label
from portee.access.staff.reach import SupplierReach
from portee.access.staff.supplier_sheet_form import SecretForm, SheetForm
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.ui.backoffice.scoped_viewset import ScopedViewSet
from portee.ui.backoffice.views.scoped import ScopedCreateView, ScopedInspectView


class WriteSheetView(ScopedCreateView):
    """The form of a new version; then its page, where it is tried."""

    object: SupplierSheet

    def get_success_url(self) -> str:
        """The page of the version."""
        return reverse("fiches-connexion:inspect", args=[self.object.pk])


class SheetPageView(ScopedInspectView):
    """One version: its content, what it would send, and the button that puts it in use."""

    template_name = "access/staff/supplier_sheet.html"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it in use, or set the secret."""
        del args, kwargs
        here = redirect("fiches-connexion:inspect", self.object.pk)
        if "secret" in request.POST:
            form = SecretForm(request.POST)
            if form.is_valid():
                set_shared_secret(
                    supplier_id=self.object.supplier_id, secret=form.cleaned_data["secret"]
                )
                messages.success(request, _("The secret is kept; it is never shown again."))
                return here
            page: HttpResponse = self.render_to_response(
                {**self.get_context_data(), "secret_form": form}, status=422
            )
            return page
        try:
            put_in_use(sheet_id=self.object.pk, at=clock.now())
        except SheetRefusedError as refused:
            messages.error(request, str(refused))
            return here
        messages.success(request, _("Readers are now handed over by this version."))
        return here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What would leave, for somebody who agreed to everything, then to nothing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "trials": [
                (_("Somebody who agreed to all that is asked"), self._tried(agrees=True)),
                (_("Somebody who agreed to nothing"), self._tried(agrees=False)),
            ],
            "content": json.dumps(self.object.content, ensure_ascii=False, indent=2),
            "secret_form": SecretForm(),
        }

    def _tried(self, *, agrees: bool) -> list[tuple[str, str]]:
        try:
            messages_left = try_sheet(self.object, agrees=agrees, at=clock.now())
        except SheetRefusedError as refused:
            return [(_("This version cannot be used"), str(refused))]
        return [(way_label(one.way), one.text.strip()) for one in messages_left]


class SupplierSheetScreen(ScopedViewSet):
    """`/gestion/fiches-connexion/`."""

    model = SupplierSheet
    name = "fiches-connexion"
    menu_label = gettext_lazy("Sign-in sheets")
    add_label = gettext_lazy("Write a version")
    menu_order = 156
    icon = "key"
    policy = SupplierReach(SupplierSheet)
    can_change = False
    inspect_view_enabled = True
    inspect_view_class = SheetPageView
    inspect_template_name = "access/staff/supplier_sheet.html"
    add_view_class = WriteSheetView
    form_class = SheetForm
    list_display = (
        "supplier",
        "version",
        Column("method", label=gettext_lazy("Method"), accessor="get_method_display"),
        BooleanColumn("is_in_use", label=gettext_lazy("In use")),
        "created_at",
    )
    list_filter = ("method", "supplier")
    search_fields = ("supplier__name", "supplier__code")
    search_backend_name = None
    ordering = ("supplier__name", "-version")

    def listed(self, rows: Any) -> Any:
        """Versions with their supplier."""
        return rows.select_related("supplier")

    def create(self, *, form: Any, actor: Actor) -> SupplierSheet:
        """Write it."""
        return write_sheet(
            supplier_id=form.cleaned_data["supplier"].pk,
            method=form.cleaned_data["method"],
            content=form.cleaned_data["content"],
            actor=actor,
            at=clock.now(),
        )
