"""The membership of a reader whom her library’s own system or provider vouches for: begun, prolonged, shortened."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from portee.kernel import events
from portee.kernel.actor import RoleKind
from portee.people.events import MembershipStarted
from portee.people.models import Account, Membership, Role
from portee.people.services.membership import last_day_of_a_year

FARTHEST: Final = timedelta(days=2 * 366)
"""A system that writes 31/12/2099 means that it does not know."""


def bring_to_date(
    account: Account, establishment_id: int, expiry_date: date | None, *, at: datetime
) -> Membership | None:
    """Have her registered there until the day the system says, or for a year when it says none; None: nothing changed.

    A later day adds a membership. An earlier one shortens what the system itself gave, since the establishment
    corrected it there; what a person decided here, or a list, stays.
    """
    today = timezone.localdate(at)
    day = expiry_date if expiry_date and expiry_date <= today + FARTHEST else None
    if day is not None and day < today:
        return None
    last = (
        Membership.objects.filter(
            account=account, establishment_id=establishment_id, end_date__gte=today
        )
        .order_by("-end_date")
        .first()
    )
    if last is None:
        return _begin(account, establishment_id, today, day or last_day_of_a_year(today), at=at)
    if day is None:
        return None
    if day > last.end_date:
        return _begin(account, establishment_id, last.end_date + timedelta(days=1), day, at=at)
    return _shorten(account, establishment_id, day)


def _begin(
    account: Account, establishment_id: int, start_date: date, end_date: date, *, at: datetime
) -> Membership:
    membership = Membership.objects.create(
        account=account,
        establishment_id=establishment_id,
        start_date=start_date,
        end_date=end_date,
        is_dated_by_system=True,
    )
    _make_a_resident(membership)
    events.publish(
        MembershipStarted(
            membership_id=membership.pk,
            account_id=account.pk,
            establishment_id=establishment_id,
            at=at,
        )
    )
    return membership


def _shorten(account: Account, establishment_id: int, day: date) -> Membership | None:
    """End on that day what the system gave beyond it, with the roles of the same dates; the last one that is left."""
    rows = Membership.objects.filter(account=account, establishment_id=establishment_id)
    given = rows.filter(is_dated_by_system=True, end_date__gt=day)
    beyond = list(given)
    if not beyond:
        return None
    for membership in beyond:
        roles = Role.objects.filter(
            account=account,
            establishment_id=establishment_id,
            kind=RoleKind.RESIDENT.value,
            start_date=membership.start_date,
            end_date=membership.end_date,
        )
        roles.filter(start_date__gt=day).delete()
        roles.update(end_date=day)
    given.filter(start_date__gt=day).delete()
    given.update(end_date=day)
    return rows.order_by("-end_date").first()


def _make_a_resident(membership: Membership) -> None:
    """Give the role for the same days; one that was given by hand and overlaps stays as it is."""
    facts = {
        "account_id": membership.account_id,
        "establishment_id": membership.establishment_id,
        "kind": RoleKind.RESIDENT.value,
    }
    held = Role.objects.filter(**facts, start_date__lte=membership.end_date)
    if not held.not_ended(on=membership.start_date).exists():
        Role.objects.create(**facts, start_date=membership.start_date, end_date=membership.end_date)
