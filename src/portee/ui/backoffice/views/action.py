"""Something done to a row from its page, by a button."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from portee.kernel.errors import DomainError
from portee.ui.backoffice.views.scoped import ScopedInspectView


class ScopedActionView(ScopedInspectView):
    """POST only: something done to a row that the actor may change, then the page of the row again.

    A subclass writes `act`. What a service refuses, by a `DomainError`, is said on the page.
    """

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, say it, show the row."""
        del args, kwargs
        if not self.permission_policy.may(self.actor, "change", self.object):
            raise PermissionDenied
        try:
            said = self.act(request)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        return redirect(reverse(self.viewset.get_url_name("inspect"), args=[self.object.pk]))

    def act(self, request: HttpRequest) -> str:
        """Make one service call; give the sentence that says what was done."""
        raise NotImplementedError
