"""The first page of the back office: first steps, what waits for you, and every screen you may open, as links."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import admin_menu
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portee.kernel import clock
from portee.ui.backoffice.actor_permission_policy import actor_behind
from portee.ui.backoffice.panels import panels_for
from portee.ui.backoffice.steps import checklist_for


class HomeView(WagtailAdminTemplateMixin, TemplateView):
    """The home page; its links work where Wagtail's sidebar, drawn by a script, does not."""

    template_name = "backoffice/home.html"
    page_title = _("Your back office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The first steps, the panels and the screens of the actor."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        actor, today = actor_behind(self.request.user), clock.today()
        context["checklist"] = checklist_for(actor, on=today)
        context["panels"] = panels_for(actor, on=today)
        context["screens"] = sorted(
            admin_menu.menu_items_for_request(self.request), key=lambda item: item.order
        )
        return context
