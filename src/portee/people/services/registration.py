"""Asking to be registered, answering what is asked, consenting for a child, withdrawing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.errors import DomainError
from portee.network.api import EstablishmentSummary, list_establishments
from portee.people.ages import is_birth_year, may_be_under_consent_age
from portee.people.events import RegistrationSubmitted
from portee.people.models import (
    Account,
    Membership,
    Registration,
    RegistrationProof,
    RegistrationState,
)
from portee.people.person_name import is_person_name
from portee.people.services import registration_letter as letters
from portee.people.services.registration_claim import ask_claim
from portee.people.services.registration_proof import forget_proofs_of, hand_proof

CONSENT_VERSION: Final = "2026-11"
"""Which text was agreed to (templates/people/registration/consent_text.html); changed with it."""

USUAL_DELAY_DAYS: Final = 7
"""The delay promised in the name of an establishment that promises none itself."""

RENEWABLE: Final = timedelta(days=30)
"""How long before its end a membership may be asked for again."""


class RegistrationRefusedError(DomainError):
    """What is asked cannot be received; `field` names the answer to correct."""

    code = "people.registration_refused"

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(message)  # type: ignore[arg-type]
        self.field = field


class RegistrationClosedError(DomainError):
    """The request was decided, or withdrawn, in the meantime."""

    code = "people.registration_closed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks, as they wrote it. `guardian_email` is needed of those who may be under fifteen.

    Where a proof is asked, it is shown at the desk (`brings_proof`) or joined to the answers `draft_id`.
    """

    establishment_id: int
    display_name: str
    birth_year: int
    commune: str
    email: str = ""
    guardian_email: str = ""
    language: str = "fr"
    brings_proof: bool = False
    draft_id: int | None = None


@transaction.atomic
def submit_registration(wish: Wish, *, at: datetime) -> Registration | None:
    """Receive a request and write to the person; None when there is nothing to decide, which only the mail tells.

    Raises `RegistrationRefusedError`.
    """
    establishment = _receiving(wish.establishment_id)
    needs_guardian = _checked(wish, at=at)
    _refuse_without_proof(wish, establishment)
    account = Account.objects.filter(email__iexact=wish.email).first() if wish.email else None
    if account and not needs_guardian and _is_registered(account, establishment.id, at=at):
        letters.write_already_registered(account, establishment_name=establishment.full_name)
        return None
    if waiting := _waiting(wish):
        letters.write(letters.already_waiting, waiting)
        return None
    try:
        with transaction.atomic():
            registration = _stored(wish, establishment, needs_guardian=needs_guardian, at=at)
    except IntegrityError:
        # The same form, sent twice at the same moment.
        return None
    if wish.draft_id is not None:
        hand_proof(draft_id=wish.draft_id, registration=registration)
    if needs_guardian:
        letters.write(letters.consent_asked, registration)
        ask_claim(registration, at=at)
    else:
        letters.write(letters.received, registration)
    events.publish(
        RegistrationSubmitted(
            registration_id=registration.pk, establishment_id=establishment.id, at=at
        )
    )
    return registration


@transaction.atomic
def answer_registration(*, registration_id: int, answer: str, at: datetime) -> None:
    """Answer the question of the establishment, which then has its whole delay again.

    Raises `RegistrationClosedError` when nothing is asked any more.
    """
    _move_on(
        registration_id,
        at=at,
        only={"state": RegistrationState.MORE_ASKED},
        answer=answer.strip(),
        state=RegistrationState.PENDING,
    )


@transaction.atomic
def consent_as_guardian(*, registration_id: int, at: datetime) -> None:
    """Consent for a child: from now on the request may be decided.

    Raises `RegistrationClosedError` when no consent is awaited.
    """
    _move_on(
        registration_id,
        at=at,
        only={"needs_guardian": True, "guardian_consented_at": None},
        guardian_consented_at=at,
    )


@transaction.atomic
def withdraw_registration(*, registration_id: int) -> None:
    """Delete a request that was not decided: the person, or the guardian, wants it no more.

    Raises `RegistrationClosedError`.
    """
    open_one = Registration.objects.open().filter(pk=registration_id)
    forget_proofs_of(registrations=open_one.values_list("pk", flat=True))
    deleted, _rows = open_one.delete()
    if not deleted:
        raise RegistrationClosedError(_("This request was decided in the meantime."))


def delay_of(establishment: EstablishmentSummary) -> timedelta:
    """How long the establishment gives itself to answer."""
    return timedelta(days=establishment.registration_delay_days or USUAL_DELAY_DAYS)


def _receiving(establishment_id: int) -> EstablishmentSummary:
    found = list_establishments(ids=[establishment_id])
    if not found or found[0].registration_delay_days is None:
        raise RegistrationRefusedError(
            _("This establishment takes no request on line. Choose another one.")
        )
    return found[0]


def _checked(wish: Wish, *, at: datetime) -> bool:
    """Refuse what does not hold together; tell whether a guardian must consent."""
    today = timezone.localdate(at)
    if not is_person_name(wish.display_name):
        raise RegistrationRefusedError(
            _("Write your first name and your name, in letters."), field="display_name"
        )
    if not is_birth_year(wish.birth_year, on=today):
        raise RegistrationRefusedError(_("Check the year of birth."), field="birth_year")
    needs_guardian = may_be_under_consent_age(wish.birth_year, on=today)
    if needs_guardian and not wish.guardian_email:
        raise RegistrationRefusedError(
            _("Give the e-mail address of a parent or guardian."), field="guardian_email"
        )
    if not needs_guardian and not wish.email:
        raise RegistrationRefusedError(_("Give your e-mail address."), field="email")
    if needs_guardian and wish.email.lower() == wish.guardian_email.lower():
        raise RegistrationRefusedError(
            _("The guardian’s address must be another one than the child’s."), field="email"
        )
    return needs_guardian


def _refuse_without_proof(wish: Wish, establishment: EstablishmentSummary) -> None:
    if not establishment.proof_name or wish.brings_proof:
        return
    if not RegistrationProof.objects.filter(draft_id=wish.draft_id or 0).exists():
        raise RegistrationRefusedError(
            _("Join the proof that is asked, or say that you will show it at the desk."),
            field="file",
        )


def _is_registered(account: Account, establishment_id: int, *, at: datetime) -> bool:
    return Membership.objects.filter(
        account=account,
        establishment_id=establishment_id,
        end_date__gt=timezone.localdate(at) + RENEWABLE,
    ).exists()


def _waiting(wish: Wish) -> Registration | None:
    same = Registration.objects.open().filter(establishment_id=wish.establishment_id)
    if wish.email:
        same = same.filter(email__iexact=wish.email)
    else:
        same = same.filter(
            guardian_email__iexact=wish.guardian_email,
            display_name__iexact=wish.display_name.strip(),
            birth_year=wish.birth_year,
        )
    return same.select_related("establishment").first()


def _stored(
    wish: Wish, establishment: EstablishmentSummary, *, needs_guardian: bool, at: datetime
) -> Registration:
    return Registration.objects.create(
        establishment_id=establishment.id,
        display_name=wish.display_name.strip(),
        email=wish.email.strip(),
        birth_year=wish.birth_year,
        commune=wish.commune.strip(),
        language=wish.language,
        brings_proof=wish.brings_proof,
        consent_version=CONSENT_VERSION,
        consented_at=at,
        needs_guardian=needs_guardian,
        guardian_email=wish.guardian_email.strip() if needs_guardian else "",
        submitted_at=at,
        due_at=at + delay_of(establishment),
    )


def _move_on(
    registration_id: int, *, at: datetime, only: dict[str, object], **facts: object
) -> None:
    """Write what the person said, if the request still waits for it, and give the establishment its delay."""
    waiting = Registration.objects.open().filter(pk=registration_id, **only)
    found = waiting.values_list("establishment_id", flat=True).first()
    if found is None:
        raise RegistrationClosedError(_("Nothing is asked of you any more for this request."))
    [establishment] = list_establishments(ids=[found])
    waiting.update(due_at=at + delay_of(establishment), late_reported_at=None, **facts)
