"""What is done to requests by a button: one at a time from its page, or several accepted from the list."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people.forms.registration_decision import AskMoreForm, HandOverForm, RefuseForm
from portee.people.models import RefusalReason, Registration
from portee.people.services.registration_decision import (
    DecisionRefusedError,
    accept_registration,
    ask_more,
    refuse_registration,
)
from portee.people.services.registration_handover import hand_over_registration
from portee.ui.backoffice.views.action import ScopedActionView
from portee.ui.backoffice.views.many import ScopedManyView


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


class AcceptManyView(ScopedManyView):
    """Accept the requests that were ticked in the list."""

    def act(self, row: Registration, actor: Actor) -> None:
        """Register the person for a year."""
        accept_registration(registration_id=row.pk, actor=actor, at=clock.now())

    def said(self, count: int) -> str:
        """How many are registered."""
        return ngettext("%(count)d person registered.", "%(count)d people registered.", count) % {
            "count": count
        }


def _read(form: Form) -> dict[str, Any]:
    """What a form says; its defects are told as the service's own refusals are."""
    if not form.is_valid():
        raise DecisionRefusedError(
            " ".join(str(one) for found in form.errors.values() for one in found)
        )
    return form.cleaned_data
