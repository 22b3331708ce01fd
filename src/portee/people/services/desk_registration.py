"""Registering somebody who stands at the desk: asked and accepted at once, by the same librarian."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.people.ages import is_birth_year, may_be_under_consent_age
from portee.people.models import Registration
from portee.people.person_name import is_person_name
from portee.people.services.registration import (
    CONSENT_VERSION,
    RegistrationRefusedError,
    Wish,
)
from portee.people.services.registration_decision import accept_registration


@transaction.atomic
def register_at_desk(
    wish: Wish, *, has_guardian_consent: bool, actor: Actor, at: datetime
) -> Registration:
    """Register the person for a year, with or without an e-mail address; a guardian of a child consents on the spot.

    Raises `RegistrationRefusedError`, and what `accept_registration` raises.
    """
    today = timezone.localdate(at)
    if not is_person_name(wish.display_name):
        raise RegistrationRefusedError(_("Write the first name and the name, in letters."))
    if not is_birth_year(wish.birth_year, on=today):
        raise RegistrationRefusedError(_("Check the year of birth."))
    needs_guardian = may_be_under_consent_age(wish.birth_year, on=today)
    if needs_guardian and not has_guardian_consent:
        raise RegistrationRefusedError(
            _("This person may be under fifteen: a parent or guardian must agree.")
        )
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                establishment_id=wish.establishment_id,
                display_name=wish.display_name.strip(),
                email=wish.email.strip(),
                birth_year=wish.birth_year,
                commune=wish.commune.strip(),
                language=wish.language,
                consent_version=CONSENT_VERSION,
                consented_at=at,
                needs_guardian=needs_guardian,
                guardian_consented_at=at if needs_guardian else None,
                submitted_at=at,
                due_at=at,
            )
    except IntegrityError:
        raise RegistrationRefusedError(
            _("A request with this address waits here already: accept it from the queue.")
        ) from None
    return accept_registration(registration_id=registration.pk, actor=actor, at=at)
