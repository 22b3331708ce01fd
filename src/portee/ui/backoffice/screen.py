"""A back-office screen that is not a list of rows: its address, its place in the menu, who may open it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from portee.kernel.actor import Actor
from portee.ui.backoffice.actor_permission_policy import actor_behind
from portee.ui.backoffice.refusal import refusal


class ScreenView(WagtailAdminTemplateMixin, TemplateView):
    """A page of a screen; its screen's `allows` is asked before any method."""

    allows: Callable[[Actor], bool] | None = None

    @property
    def actor(self) -> Actor:
        """Who is asking."""
        return actor_behind(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the home page to the screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever the screen does not allow, and whatever the view itself refuses."""
        if self.allows is None or not self.allows(self.actor):
            return refusal(request)
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            return refusal(request)
        return response


class Screen(ViewSet):
    """The base of screens: override `allows` and `get_urlpatterns`, give `view` to each of your views."""

    add_to_admin_menu = True
    is_own_screen = True

    def allows(self, actor: Actor) -> bool:
        """Whether the actor may open the screen; nobody unless a subclass says so."""
        del actor
        return False

    def view(self, view_class: type[ScreenView], **kwargs: Any) -> Any:
        """The view, fenced by `allows`."""
        return view_class.as_view(allows=self.allows, **kwargs)

    @property
    def menu_item_class(self) -> type[MenuItem]:
        """A menu entry that only those see who may open the screen."""
        screen = self

        class ScreenMenuItem(MenuItem):
            is_own_screen = True

            def is_shown(self, request: HttpRequest) -> bool:
                return screen.allows(actor_behind(request.user))

        return ScreenMenuItem
