"""Registering somebody at the desk, and the sheet that is printed for whoever receives no mail."""

from typing import Any, ClassVar

import segno
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.forms.role import EstablishmentChoiceField
from portee.people.models import Registration
from portee.people.queries.reach import nodes_in_reach
from portee.people.services.activation import LASTS, issue_code
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.views.scoped import ScopedCreateView, ScopedInspectView


class DeskForm(ScopedForm):
    """What is asked of somebody at the desk: no more than on line."""

    has_guardian_consent = forms.BooleanField(
        label=_("A parent or guardian agrees"),
        required=False,
        help_text=_("Needed of whoever may be under fifteen."),
    )

    class Meta:
        model = Registration
        fields: ClassVar[list[str]] = [
            "display_name",
            "birth_year",
            "commune",
            "email",
            "establishment",
        ]
        labels: ClassVar[dict[str, Any]] = {"display_name": _("First name and name")}
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentChoiceField}
        help_texts: ClassVar[dict[str, Any]] = {
            "email": _("Without one, print the sheet that the next page offers."),
        }

    field_order = (
        "display_name",
        "birth_year",
        "commune",
        "email",
        "has_guardian_consent",
        "establishment",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["establishment"]
        field.queryset = field.queryset.places().filter(nodes_in_reach(self.actor)).order_by("path")
        [*only] = field.queryset[:2]
        if len(only) == 1:
            field.initial = only[0].pk


class DeskView(ScopedCreateView):
    """The form; once filled in, the page of the request, from which the sheet is printed."""

    def get_success_message(self, instance: Any) -> str:
        """What was done."""
        del instance
        return gettext("The person is registered for one year.")

    def get_success_url(self) -> str:
        """The page of the person who was registered."""
        return reverse("inscriptions:inspect", args=[self.object.pk])


class SheetView(ScopedInspectView):
    """POST only: a sheet with a new code, which replaces the one printed before."""

    http_method_names = ("post",)
    template_name = "people/staff/sheet.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw the sheet; the code is shown this once."""
        del args, kwargs
        found: Registration = self.object
        back = reverse("inscriptions:inspect", args=[found.pk])
        if found.account is None:
            return redirect(back)
        at = clock.now()
        try:
            code = issue_code(account_id=found.account.pk, at=at)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(back)
        site = settings.BASE_URL.rstrip("/")
        address = site + reverse("people:activation_code", args=[code])
        context = self.get_context_data()
        context.update(
            code=code,
            short_address=site.partition("://")[2] + reverse("people:activation"),
            drawing=SafeString(segno.make(address, error="m").svg_inline(scale=5, border=2)),
            last_day=at + LASTS,
            back=back,
        )
        drawn: HttpResponse = self.render_to_response(context)
        return drawn
