"""Giving a request to another establishment, which decides in its turn."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.network.api import list_establishments
from portee.people.events import RegistrationSubmitted
from portee.people.models import AuditAction, Registration, RegistrationState
from portee.people.services import registration_letter as letters
from portee.people.services.registration import delay_of
from portee.people.services.registration_decision import (
    DecisionRefusedError,
    record,
    settle,
    take_registration,
)

_CARRIED = (
    "display_name",
    "email",
    "birth_year",
    "commune",
    "language",
    "consent_version",
    "consented_at",
    "needs_guardian",
    "guardian_email",
    "guardian_consented_at",
    "claimed_by",
)


@transaction.atomic
def hand_over_registration(
    *, registration_id: int, establishment_id: int, actor: Actor, at: datetime
) -> Registration:
    """Give the request to another establishment, which decides in its turn; the new request is returned.

    Raises `RegistrationNotAllowedError`, `RegistrationDecidedError`, `DecisionRefusedError`.
    """
    registration = take_registration(registration_id, actor=actor)
    found = list_establishments(ids=[establishment_id])
    if not found or establishment_id == registration.establishment_id:
        raise DecisionRefusedError(_("Choose another establishment."))
    [establishment] = found
    successor = Registration(
        **{name: getattr(registration, name) for name in _CARRIED},
        establishment_id=establishment.id,
        submitted_at=at,
        due_at=at + delay_of(establishment),
        origin=registration,
    )
    # The old row keeps who handed what to whom; how to reach the person goes with the request.
    settle(
        registration,
        state=RegistrationState.HANDED_OVER,
        actor=actor,
        at=at,
        email="",
        guardian_email="",
    )
    if _is_open_there(successor):
        raise DecisionRefusedError(_("That establishment already has a request of this person."))
    successor.save()
    record(
        registration,
        AuditAction.REGISTRATION_HANDED_OVER,
        actor=actor,
        at=at,
        successor=successor.pk,
        to=establishment.code,
    )
    events.publish(
        RegistrationSubmitted(
            registration_id=successor.pk, establishment_id=establishment.id, at=at
        )
    )
    letters.write(letters.handed_over, successor)
    return successor


def _is_open_there(successor: Registration) -> bool:
    return (
        bool(successor.email)
        and Registration.objects.open()
        .filter(establishment_id=successor.establishment_id, email__iexact=successor.email)
        .exists()
    )
