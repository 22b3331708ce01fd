"""Being registered at an establishment: beginning, and renewing for another year."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.people import policies
from portee.people.events import MembershipStarted
from portee.people.models import Account, AuditAction, Membership, Registration
from portee.people.services.audit_entry import append_entry
from portee.people.services.role import RoleAlreadyHeldError, grant_role


class MembershipNotAllowedError(DomainError):
    """The actor may not renew this membership."""

    code = "people.membership_not_allowed"


class MembershipAlreadyRenewedError(DomainError):
    """The membership was renewed already."""

    code = "people.membership_already_renewed"


@transaction.atomic
def start_membership(
    *,
    account_id: int,
    establishment_id: int,
    actor: Actor,
    at: datetime,
    registration: Registration | None = None,
    action: AuditAction = AuditAction.MEMBERSHIP_STARTED,
) -> Membership:
    """Register a person for a year, from today or from the day after her present membership there ends.

    She becomes a reader of the establishment for the same days. Raises what `grant_role` raises, but when the
    role is held already.
    """
    Account.objects.select_for_update().get(pk=account_id)
    start_date = _first_free_day(account_id, establishment_id, today=timezone.localdate(at))
    membership = Membership.objects.create(
        account_id=account_id,
        establishment_id=establishment_id,
        registration=registration,
        start_date=start_date,
        end_date=last_day_of_a_year(start_date),
    )
    _make_a_reader(membership, actor=actor, at=at)
    append_entry(
        actor=actor,
        action=action,
        account_id=account_id,
        at=at,
        establishment=membership.establishment.code,
        membership=membership.pk,
        start=membership.start_date.isoformat(),
        end=membership.end_date.isoformat(),
    )
    events.publish(
        MembershipStarted(
            membership_id=membership.pk,
            account_id=account_id,
            establishment_id=establishment_id,
            at=at,
        )
    )
    return membership


@transaction.atomic
def renew_membership(*, membership_id: int, actor: Actor, at: datetime) -> Membership:
    """Register the person again where she was, for another year.

    Raises `MembershipNotAllowedError`, `MembershipAlreadyRenewedError`.
    """
    membership = (
        Membership.objects.select_related("establishment")
        .select_for_update(of=("self",))
        .get(pk=membership_id)
    )
    allowed = policies.may_renew_membership(
        actor, node_path=membership.establishment.path, account_id=membership.account_id
    )
    if not allowed:
        raise MembershipNotAllowedError(_("You may not renew this membership."))
    if is_renewed(membership):
        raise MembershipAlreadyRenewedError(_("This membership was renewed already."))
    return start_membership(
        account_id=membership.account_id,
        establishment_id=membership.establishment_id,
        actor=actor,
        at=at,
        action=AuditAction.MEMBERSHIP_RENEWED,
    )


def is_renewed(membership: Membership) -> bool:
    """Whether another membership at the same place begins later."""
    return Membership.objects.filter(
        account_id=membership.account_id,
        establishment_id=membership.establishment_id,
        start_date__gt=membership.start_date,
    ).exists()


def last_day_of_a_year(start_date: date) -> date:
    """The eve of the same day a year later; of a 29 February, 28 February."""
    try:
        return start_date.replace(year=start_date.year + 1) - timedelta(days=1)
    except ValueError:
        return date(start_date.year + 1, 2, 28)


def _first_free_day(account_id: int, establishment_id: int, *, today: date) -> date:
    lasting = (
        Membership.objects.filter(
            account_id=account_id, establishment_id=establishment_id, end_date__gte=today
        )
        .order_by("-end_date")
        .first()
    )
    return lasting.end_date + timedelta(days=1) if lasting else today


def _make_a_reader(membership: Membership, *, actor: Actor, at: datetime) -> None:
    try:
        grant_role(
            account_id=membership.account_id,
            establishment_id=membership.establishment_id,
            kind=RoleKind.RESIDENT,
            start_date=membership.start_date,
            end_date=membership.end_date,
            actor=actor,
            at=at,
        )
    except RoleAlreadyHeldError:
        # Given by hand before: it stays as it is.
        return
