"""Something done to several rows of a list at once: those that were ticked, each by itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy, actor_behind
from portee.ui.backoffice.refusal import refusal

MOST_AT_ONCE = 200
"""How many rows one button acts on: what a page of the list can hold, and more."""


class ManyColumn(Column):
    """A box that takes the row into what is done together; `is_open_to` says for which rows there is one."""

    cell_template_name = "backoffice/pick.html"

    def get_value(self, instance: Any) -> bool:
        """Whether the row has a box."""
        return self.is_open_to(instance)

    def is_open_to(self, instance: Any) -> bool:
        """Every row, unless a subclass knows better."""
        del instance
        return True


class ScopedManyView(View):
    """POST only: a subclass writes `act`, one service call a row, and `said`, which tells how many were done.

    A row out of reach is left alone; what a service refuses is told with the name of the row, and stops no other.
    """

    http_method_names = ("post",)
    viewset: Any = None
    permission_policy: ActorPermissionPolicy | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may change no row anywhere."""
        if not self._policy.nodes(actor_behind(request.user), ["change"]):
            return refusal(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what can be done, say what cannot."""
        actor = actor_behind(request.user)
        ticked = [int(one) for one in request.POST.getlist("pick") if _is_number(one)]
        rows = self._policy.visible_to(actor, "change").filter(pk__in=ticked[:MOST_AT_ONCE])
        done = 0
        for row in rows.order_by(*self.viewset.ordering):
            try:
                self.act(row, actor)
            except DomainError as error:
                messages.error(request, f"{row} – {error}")
            else:
                done += 1
        if done:
            messages.success(request, self.said(done))
        elif not ticked:
            messages.error(request, _("Tick the rows first."))
        return redirect(reverse(self.viewset.get_url_name("index")))

    def act(self, row: Any, actor: Actor) -> None:
        """Make one service call."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """The sentence that tells how many were done."""
        raise NotImplementedError

    @property
    def _policy(self) -> ActorPermissionPolicy:
        if self.permission_policy is None:
            raise PermissionDenied
        return self.permission_policy


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
