"""Mails on their way: how many, since when, what the server answers; never an address, never a content."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.kernel.mail import mail_state, unsent_mails
from portee.portal.staff.reach import looks_after_machinery
from portee.ui.backoffice.screen import Screen, ScreenView


class MailListView(ScreenView):
    """The mails that have not left, the oldest first."""

    template_name = "portal/staff/mails.html"
    page_title = _("Outgoing mail")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mails and their count."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "mails": unsent_mails(), "state": mail_state(now=clock.now())}


class MailScreen(Screen):
    """`/gestion/courriels/`."""

    name = "courriels"
    menu_label = _("Outgoing mail")
    menu_order = 910
    icon = "mail"

    def allows(self, actor: Actor) -> bool:
        """Managers of the whole network."""
        return looks_after_machinery(actor)

    def get_urlpatterns(self) -> list[Any]:
        """The list."""
        return [path("", self.view(MailListView), name="index")]
