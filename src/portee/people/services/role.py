"""Giving and ending roles."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.network.api import establishment_path
from portee.people import policies
from portee.people.events import RoleEnded, RoleGranted
from portee.people.models import Account, AuditAction, Role
from portee.people.queries.reader import is_child
from portee.people.services.audit_entry import append_entry
from portee.people.services.group import derive_groups


class RoleNotAllowedError(DomainError):
    """The actor may not give or end this role."""

    code = "people.role_not_allowed"


class RoleDatesError(DomainError):
    """A role ends before it starts, is ended after its own end, or is ended in the past."""

    code = "people.role_dates_wrong"


class RoleAlreadyHeldError(DomainError):
    """The person already holds that role at that establishment on some of those days."""

    code = "people.role_already_held"


@transaction.atomic
def grant_role(
    *,
    account_id: int,
    establishment_id: int,
    kind: RoleKind,
    start_date: date,
    actor: Actor,
    at: datetime,
    end_date: date | None = None,
) -> Role:
    """Give a role from a day to a day, both included; without an end it lasts until it is ended.

    Raises `RoleNotAllowedError`, `RoleDatesError`, `RoleAlreadyHeldError`.
    """
    # An establishment that does not exist is at no node, where nobody holds anything.
    node_path = establishment_path(establishment_id) or ""
    allowed = policies.may_grant_role(actor, kind=kind, node_path=node_path, account_id=account_id)
    if not allowed:
        raise RoleNotAllowedError(_("You may not give this role at this establishment."))
    if end_date is not None and end_date < start_date:
        raise RoleDatesError(_("The last day comes before the first."))
    account = Account.objects.select_for_update().get(pk=account_id)
    if not policies.may_hold_role(kind, is_child=is_child(account_id, on=timezone.localdate(at))):
        raise RoleNotAllowedError(_("A role of staff is not given to a child."))
    _refuse_overlap(account, establishment_id, kind, start_date, end_date)
    role = Role.objects.create(
        account=account,
        establishment_id=establishment_id,
        kind=kind.value,
        start_date=start_date,
        end_date=end_date,
    )
    derive_groups(account, on=timezone.localdate(at))
    _record(AuditAction.ROLE_GRANTED, role, actor=actor, at=at)
    events.publish(
        RoleGranted(
            role_id=role.pk, account_id=account_id, establishment_id=establishment_id, at=at
        )
    )
    return role


@transaction.atomic
def end_role(*, role_id: int, last_date: date, actor: Actor, at: datetime) -> Role | None:
    """Make `last_date` the last day of the role, the day before today to end it at once.

    A role that would end before it started never existed: it is removed and None is returned; the trail keeps both.
    Raises `RoleNotAllowedError`, `RoleDatesError` when it already ends sooner or when past days would be undone.
    """
    role = (
        Role.objects.select_related("establishment").select_for_update(of=("self",)).get(pk=role_id)
    )
    allowed = policies.may_end_role(
        actor,
        kind=RoleKind(role.kind),
        node_path=role.establishment.path,
        account_id=role.account_id,
    )
    if not allowed:
        raise RoleNotAllowedError(_("You may not end this role."))
    if role.end_date is not None and role.end_date < last_date:
        raise RoleDatesError(_("This role already ends sooner."))
    if last_date < yesterday(at=at):
        raise RoleDatesError(_("A role cannot be ended in the past."))
    role.end_date = last_date
    _record(AuditAction.ROLE_ENDED, role, actor=actor, at=at)
    event = RoleEnded(
        role_id=role.pk,
        account_id=role.account_id,
        establishment_id=role.establishment_id,
        at=at,
    )
    removed = last_date < role.start_date
    if removed:
        role.delete()
    else:
        role.save(update_fields=["end_date"])
    derive_groups(Account.objects.get(pk=event.account_id), on=timezone.localdate(at))
    events.publish(event)
    return None if removed else role


def yesterday(*, at: datetime) -> date:
    """The last day of a role that must stop at once."""
    return timezone.localdate(at) - timedelta(days=1)


def _refuse_overlap(
    account: Account,
    establishment_id: int,
    kind: RoleKind,
    start_date: date,
    end_date: date | None,
) -> None:
    same = Role.objects.filter(account=account, establishment_id=establishment_id, kind=kind.value)
    overlap = same.filter(Q(end_date__isnull=True) | Q(end_date__gte=start_date))
    if end_date is not None:
        overlap = overlap.filter(start_date__lte=end_date)
    if overlap.exists():
        raise RoleAlreadyHeldError(
            _("This person already holds this role there on some of these days.")
        )


def _record(action: AuditAction, role: Role, *, actor: Actor, at: datetime) -> None:
    append_entry(
        actor=actor,
        action=action,
        account_id=role.account_id,
        at=at,
        role=role.kind,
        establishment=role.establishment.code,
        start_date=role.start_date.isoformat(),
        end_date=role.end_date.isoformat() if role.end_date else None,
    )
