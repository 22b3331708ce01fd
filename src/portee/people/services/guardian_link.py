"""Tying a guardian to a child's account, from the consent of the registration; and what the young person decides."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.models import Account, AuditAction, GuardianLink, Registration
from portee.people.queries.guardian_link import is_staff, may_have_guardian
from portee.people.services import guardian_letter as letters
from portee.people.services.account import open_account
from portee.people.services.audit_entry import append_entry
from portee.people.services.invitation import invite_person


class GuardianNotAllowedError(DomainError):
    """The actor does not answer for this child, or may not do so any more."""

    code = "people.guardian_not_allowed"


class GuardianRefusedError(DomainError):
    """The link cannot be taken."""

    code = "people.guardian_refused"


def is_that_child(account: Account, registration: Registration, *, on: date) -> bool:
    """Whether an account that is there already is the child's of a request: it said so itself, or this guardian has it.

    At the desk, where no address of a guardian is asked, whoever registers sees both: any guardian will do.
    """
    if not may_have_guardian(account.pk, on=on):
        return False
    if registration.claimed_by_id == account.pk:
        return True
    links = GuardianLink.objects.filter(child=account)
    mailbox = registration.guardian_email
    if mailbox:
        links = links.filter(
            Q(guardian__email__iexact=mailbox)
            | Q(guardian=None, registration__guardian_email__iexact=mailbox)
        )
    return links.exists()


@transaction.atomic
def begin_guardianship(
    registration: Registration, *, is_account_new: bool, actor: Actor, at: datetime
) -> None:
    """Tie the child who was just registered to whoever consented, and tell the guardian how to see it.

    Only for an account that came of this very request, or that is the child's as `is_that_child` says: an address and a
    year of birth, which anybody may type, give nobody power over an account.
    The account that the guardian's address already opens takes the link at once: whoever reads that mailbox consented.
    """
    child = registration.account
    if child is None or registration.guardian_consented_at is None:
        return
    if not is_account_new and not is_that_child(child, registration, on=timezone.localdate(at)):
        return
    guardian = (
        Account.objects.filter(email__iexact=registration.guardian_email, is_active=True)
        .exclude(pk=child.pk)
        .first()
    )
    known = GuardianLink.objects.filter(child=child, guardian=guardian).exclude(guardian=None)
    link = known.first() or GuardianLink(child=child, guardian=guardian)
    link.registration = registration
    link.birth_year = registration.birth_year
    link.consented_at = registration.guardian_consented_at
    link.withdrawn_at = None
    link.save()
    if guardian is not None:
        _record_joined(link, actor=actor, at=at)
    letters.write_registered(registration, has_account=guardian is not None)


@transaction.atomic
def open_guardian_account(
    registration: Registration, *, display_name: str, actor: Actor, at: datetime
) -> Account:
    """Open an account for the guardian of a request, at the address where the consent was asked, and write to it.

    Nobody signs in with it before the link sent to that mailbox. Raises `EmailAlreadyUsedError`.
    """
    account = open_account(
        email=registration.guardian_email,
        display_name=display_name,
        language=registration.language,
        actor=actor,
        at=at,
    )
    link = GuardianLink.objects.filter(registration=registration, guardian=None).first()
    if link is not None:
        _join(link, account_id=account.pk, actor=actor, at=at)
    invite_person(account=account, establishment_name=registration.establishment.name)
    return account


@transaction.atomic
def join_as_guardian(registration: Registration, *, actor: Actor, at: datetime) -> GuardianLink:
    """Take the link of a registration for the account of whoever holds its sealed address.

    Raises `GuardianRefusedError` when it is not there, was taken, or would tie somebody to herself or to a child.
    """
    link = GuardianLink.objects.select_for_update().filter(registration=registration).first()
    today = timezone.localdate(at)
    if link is None or link.is_over(on=today) or is_staff(link.child_id, on=today):
        raise GuardianRefusedError(_("There is nothing to follow yet, or any more."))
    if link.guardian_id is not None:
        raise GuardianRefusedError(_("Another account already follows this child."))
    account_id = actor.account_id
    if account_id is None or account_id == link.child_id or _is_a_ward(account_id, at=at):
        raise GuardianRefusedError(_("This account is a child’s: sign in with your own."))
    if GuardianLink.objects.filter(child=link.child_id, guardian=account_id).exists():
        raise GuardianRefusedError(_("You already follow this child."))
    _join(link, account_id=account_id, actor=actor, at=at)
    return link


@transaction.atomic
def hide_from_guardian(*, link_id: int, is_hidden: bool, actor: Actor, at: datetime) -> None:
    """Hide, or show again, the requests and limits of a young person who is fifteen.

    Raises `GuardianNotAllowedError`.
    """
    link = _own_link(link_id, actor=actor)
    if link.may_act(on=timezone.localdate(at)):
        raise GuardianNotAllowedError(_("You decide this yourself from fifteen on."))
    link.is_hidden = is_hidden
    link.save(update_fields=["is_hidden"])


@transaction.atomic
def leave_guardian(*, link_id: int, actor: Actor, at: datetime) -> None:
    """End the link, at the wish of a young person who is of age.

    Raises `GuardianNotAllowedError`.
    """
    link = _own_link(link_id, actor=actor)
    if not link.may_be_left(on=timezone.localdate(at)):
        raise GuardianNotAllowedError(_("You end this yourself once you are eighteen."))
    append_entry(actor=actor, action=AuditAction.GUARDIAN_LEFT, account_id=link.child_id, at=at)
    letters.write_ended(link)
    link.delete()


def take_link(link_id: int, *, actor: Actor, at: datetime) -> GuardianLink:
    """The link, locked, if the actor is the guardian and still acts for the child, who is no member of staff.

    Raises `GuardianNotAllowedError`.
    """
    link = (
        GuardianLink.objects.select_related("child").select_for_update(of=("self",)).get(pk=link_id)
    )
    today = timezone.localdate(at)
    is_guardian = policies.may_answer_for(actor, guardian_id=link.guardian_id)
    if not is_guardian or not link.may_act(on=today) or is_staff(link.child_id, on=today):
        raise GuardianNotAllowedError(_("You do not decide for this person, or not any more."))
    return link


def _own_link(link_id: int, *, actor: Actor) -> GuardianLink:
    link = (
        GuardianLink.objects.select_related("child", "guardian")
        .select_for_update(of=("self",))
        .get(pk=link_id)
    )
    if actor.account_id is None or actor.account_id != link.child_id:
        raise GuardianNotAllowedError(_("This is for the young person to decide."))
    return link


def _is_a_ward(account_id: int, *, at: datetime) -> bool:
    links = GuardianLink.objects.filter(child=account_id)
    return any(link.may_act(on=timezone.localdate(at)) for link in links)


def _join(link: GuardianLink, *, account_id: int, actor: Actor, at: datetime) -> None:
    link.guardian_id = account_id
    link.save(update_fields=["guardian"])
    _record_joined(link, actor=actor, at=at)


def _record_joined(link: GuardianLink, *, actor: Actor, at: datetime) -> None:
    append_entry(
        actor=actor,
        action=AuditAction.GUARDIAN_JOINED,
        account_id=link.child_id,
        at=at,
        guardian=link.guardian_id,
    )
