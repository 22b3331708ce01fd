"""Deciding a request: accept, refuse, ask for more. One decision counts, whoever else is deciding."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.events import RegistrationDecided
from portee.people.models import (
    OPEN_STATES,
    Account,
    AuditAction,
    RefusalReason,
    Registration,
    RegistrationState,
)
from portee.people.services import registration_letter as letters
from portee.people.services.audit_entry import append_entry
from portee.people.services.guardian_link import begin_guardianship
from portee.people.services.membership import start_membership
from portee.people.services.registration_account import known_account, open_account_of
from portee.people.services.registration_proof import forget_proofs_of


class RegistrationNotAllowedError(DomainError):
    """The actor may not decide this request."""

    code = "people.registration_not_allowed"


class RegistrationDecidedError(DomainError):
    """Somebody decided first; the message says who and when."""

    code = "people.registration_decided"


class DecisionRefusedError(DomainError):
    """The decision cannot be taken as it is."""

    code = "people.decision_refused"


@transaction.atomic
def accept_registration(*, registration_id: int, actor: Actor, at: datetime) -> Registration:
    """Register the person for a year: her account if she has one, a new one otherwise, and the letter that says so.

    Raises `RegistrationNotAllowedError`, `RegistrationDecidedError`, `DecisionRefusedError`.
    """
    registration = take_registration(registration_id, actor=actor)
    if registration.awaits_guardian:
        raise DecisionRefusedError(_("The consent of a parent or guardian is still awaited."))
    settle(registration, state=RegistrationState.ACCEPTED, actor=actor, at=at)
    account, is_new = _account_of(registration, actor=actor, at=at)
    Registration.objects.filter(pk=registration.pk).update(account=account)
    registration.account = account
    start_membership(
        account_id=account.pk,
        establishment_id=registration.establishment_id,
        registration=registration,
        actor=actor,
        at=at,
    )
    record(registration, AuditAction.REGISTRATION_ACCEPTED, actor=actor, at=at)
    letters.write_accepted(registration, account)
    begin_guardianship(registration, is_account_new=is_new, actor=actor, at=at)
    return registration


@transaction.atomic
def refuse_registration(
    *, registration_id: int, reason: RefusalReason, text: str, actor: Actor, at: datetime
) -> Registration:
    """Refuse, with a reason that is sent to the person.

    Raises `RegistrationNotAllowedError`, `RegistrationDecidedError`, `DecisionRefusedError` without words of its own.
    """
    registration = take_registration(registration_id, actor=actor)
    if reason is RefusalReason.OTHER and not text.strip():
        raise DecisionRefusedError(_("Write the reason: it is sent to the person."))
    settle(
        registration,
        state=RegistrationState.REFUSED,
        actor=actor,
        at=at,
        reason=reason.value,
        reason_text=text.strip(),
    )
    record(registration, AuditAction.REGISTRATION_REFUSED, actor=actor, at=at, reason=reason.value)
    letters.write(letters.refused, registration)
    return registration


@transaction.atomic
def ask_more(*, registration_id: int, question: str, actor: Actor, at: datetime) -> Registration:
    """Ask the person something; the request waits for the answer.

    Raises `RegistrationNotAllowedError`, `RegistrationDecidedError`, `DecisionRefusedError` without a question.
    """
    registration = take_registration(registration_id, actor=actor)
    if not question.strip():
        raise DecisionRefusedError(_("Write your question: it is sent to the person."))
    if not registration.contact_email:
        raise DecisionRefusedError(_("This person has no e-mail address to ask at."))
    _write(
        registration,
        state=RegistrationState.MORE_ASKED,
        asked_at=at,
        question=question.strip(),
        answer="",
    )
    record(registration, AuditAction.REGISTRATION_MORE_ASKED, actor=actor, at=at)
    letters.write(letters.more_asked, registration)
    return registration


def concerned_accounts(registration: Registration) -> list[int]:
    """The accounts of the person and of her guardian, known by their addresses: they decide nothing here."""
    addresses = {one.lower() for one in (registration.email, registration.guardian_email) if one}
    known = Account.objects.annotate(address=Lower("email")).filter(address__in=addresses)
    return list(known.values_list("pk", flat=True)) if addresses else []


def take_registration(registration_id: int, *, actor: Actor) -> Registration:
    """The request, locked, if the actor may decide it and nobody has.

    Raises `RegistrationNotAllowedError`, `RegistrationDecidedError`.
    """
    # Who decided is read after the lock: PostgreSQL reads again the locked row, not the tables joined to it.
    registration = (
        Registration.objects.select_related("establishment")
        .select_for_update(of=("self",))
        .get(pk=registration_id)
    )
    allowed = policies.may_decide_registration(
        actor,
        node_path=registration.establishment.path,
        account_ids=concerned_accounts(registration),
    )
    if not allowed:
        raise RegistrationNotAllowedError(_("You may not decide this request."))
    _refuse_second(registration)
    return registration


def _refuse_second(registration: Registration) -> None:
    if registration.is_open:
        return
    raise RegistrationDecidedError(
        _("%(name)s decided first, on %(day)s: %(state)s.")
        % {
            "name": registration.decided_by or _("Somebody"),
            "day": date_format(localtime(registration.decided_at), "SHORT_DATETIME_FORMAT"),
            "state": registration.get_state_display().lower(),
        }
    )


def settle(
    registration: Registration,
    *,
    state: RegistrationState,
    actor: Actor,
    at: datetime,
    **facts: str,
) -> None:
    """Close the request, dated and signed; its proof is deleted. Raises `RegistrationDecidedError`."""
    _write(registration, state=state, decided_at=at, decided_by_id=actor.account_id, **facts)
    forget_proofs_of(registrations=[registration.pk])


def _write(registration: Registration, **facts: object) -> None:
    """Write the decision on an open request only: of two at the same moment, the database lets one through."""
    rows = Registration.objects.filter(pk=registration.pk, state__in=OPEN_STATES)
    if not rows.update(**facts):
        _refuse_second(Registration.objects.select_related("decided_by").get(pk=registration.pk))
    for name, value in facts.items():
        setattr(registration, name, value)


def _account_of(registration: Registration, *, actor: Actor, at: datetime) -> tuple[Account, bool]:
    """The account, and whether it came of this very request."""
    known = known_account(registration, at=at)
    if known is None:
        return open_account_of(registration, actor=actor, at=at), True
    if not known.is_active:
        raise DecisionRefusedError(
            _("The account of this address is closed: open it again first, or refuse.")
        )
    return known, False


def record(
    registration: Registration, action: AuditAction, *, actor: Actor, at: datetime, **facts: object
) -> None:
    """Note the decision in the trail, without a name, and tell the contexts above."""
    append_entry(
        actor=actor,
        action=action,
        account_id=registration.account_id,
        at=at,
        registration=registration.pk,
        establishment=registration.establishment.code,
        **facts,
    )
    events.publish(
        RegistrationDecided(
            registration_id=registration.pk,
            establishment_id=registration.establishment_id,
            state=str(registration.state),
            at=at,
        )
    )
