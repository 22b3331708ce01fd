"""What is done to requests by a button: one at a time from its page, or several accepted from the list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.forms.registration_decision import AskMoreForm, HandOverForm, RefuseForm
from portee.people.models import RefusalReason
from portee.people.services.registration_decision import (
    DecisionRefusedError,
    accept_registration,
    ask_more,
    refuse_registration,
)
from portee.people.services.registration_handover import hand_over_registration
from portee.ui.backoffice.actor_permission_policy import ActorPermissionPolicy, actor_behind
from portee.ui.backoffice.refusal import refusal
from portee.ui.backoffice.views.action import ScopedActionView

MOST_AT_ONCE = 200
"""How many requests are accepted by one button: what a page of the list can hold, and more."""


class AcceptView(ScopedActionView):
    """Accept."""

    def act(self, request: HttpRequest) -> str:
        """Register the person for a year."""
        del request
        accept_registration(registration_id=self.object.pk, actor=self.actor, at=clock.now())
        return _("The person is registered. A message has left with what to do next.")


class RefuseView(ScopedActionView):
    """Refuse, with a reason."""

    def act(self, request: HttpRequest) -> str:
        """Refuse, and write why."""
        said = _read(RefuseForm(request.POST))
        refuse_registration(
            registration_id=self.object.pk,
            reason=RefusalReason(said["reason"]),
            text=said["reason_text"],
            actor=self.actor,
            at=clock.now(),
        )
        return _("The request is refused. The person has been told why.")


class AskMoreView(ScopedActionView):
    """Ask something."""

    def act(self, request: HttpRequest) -> str:
        """Send the question."""
        said = _read(AskMoreForm(request.POST))
        ask_more(
            registration_id=self.object.pk,
            question=said["question"],
            actor=self.actor,
            at=clock.now(),
        )
        return _("The question has left. The request comes back here with its answer.")


class HandOverView(ScopedActionView):
    """Give to another establishment."""

    def act(self, request: HttpRequest) -> str:
        """Hand over, and say so to the person."""
        said = _read(HandOverForm(request.POST, registration=self.object))
        hand_over_registration(
            registration_id=self.object.pk,
            establishment_id=said["establishment"],
            actor=self.actor,
            at=clock.now(),
        )
        return _("The request is handed over. The person has been told.")


class AcceptManyView(View):
    """POST only: accept the requests that were ticked in the list, each by itself."""

    http_method_names = ("post",)
    viewset: Any = None
    permission_policy: ActorPermissionPolicy | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever decides nothing anywhere."""
        if not self._policy.nodes(actor_behind(request.user), ["change"]):
            return refusal(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Accept what can be, say what cannot."""
        actor = actor_behind(request.user)
        ticked = [int(one) for one in request.POST.getlist("pick") if _is_number(one)]
        rows = self._policy.visible_to(actor, "change").filter(pk__in=ticked[:MOST_AT_ONCE])
        accepted = 0
        for registration in rows.order_by("due_at", "pk"):
            try:
                accept_registration(registration_id=registration.pk, actor=actor, at=clock.now())
            except DomainError as error:
                messages.error(request, f"{registration.display_name} – {error}")
            else:
                accepted += 1
        if accepted:
            said = ngettext(
                "%(count)d person registered.", "%(count)d people registered.", accepted
            )
            messages.success(request, said % {"count": accepted})
        elif not ticked:
            messages.error(request, _("Tick the requests to accept first."))
        return redirect(reverse(self.viewset.get_url_name("index")))

    @property
    def _policy(self) -> ActorPermissionPolicy:
        if self.permission_policy is None:
            raise PermissionDenied
        return self.permission_policy


def _read(form: Form) -> dict[str, Any]:
    """What a form says; its defects are told as the service's own refusals are."""
    if not form.is_valid():
        raise DecisionRefusedError(
            " ".join(str(one) for found in form.errors.values() for one in found)
        )
    return form.cleaned_data


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
