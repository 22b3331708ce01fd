"""The groups Wagtail asks about, derived from roles; nothing else ever writes them."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from portee.kernel.actor import STAFF_ROLES, RoleKind
from portee.people.models import Account, Role

GROUP_PREFIX = "role:"
"""The name of a derived group is this prefix and the role's code."""

ENTRANCE_PERMISSION = ("wagtailadmin", "access_admin")
"""Wagtail's permission to enter its admin (app label, codename)."""


@transaction.atomic
def derive_groups(account: Account, *, on: date) -> bool:
    """Make the groups of the account those of its roles in force on the day `on`; tell if anything differed.

    An inactive account belongs to none. Permissions given to the person directly are withdrawn, since rights
    come from roles alone.
    """
    kinds = {
        RoleKind(kind)
        for kind in Role.objects.filter(account=account, account__is_active=True)
        .in_force(on=on)
        .values_list("kind", flat=True)
    }
    wanted = {_group(kind) for kind in kinds & STAFF_ROLES}
    present = set(account.groups.all())
    changed = wanted != present
    if changed:
        account.groups.set(wanted)
    if account.user_permissions.exists():
        account.user_permissions.clear()
        changed = True
    if account.groups_derived_on != on:
        account.groups_derived_on = on
        Account.objects.filter(pk=account.pk).update(groups_derived_on=on)
    return changed


def ensure_groups(account: Account, *, kinds: Iterable[RoleKind], on: date) -> None:
    """Derive the groups when they are of another day, or are not those of the roles `kinds` in force on that day.

    Reads one row set and writes nothing as long as all is right, so that each request may ask.
    """
    wanted = {_name(kind) for kind in kinds if kind in STAFF_ROLES}
    present = set(account.groups.values_list("name", flat=True))
    if account.groups_derived_on != on or present != wanted:
        derive_groups(account, on=on)


def derive_all_groups(*, on: date) -> int:
    """Derive the groups of everybody who has a role, a group or a direct permission; return how many differed."""
    repair_groups()
    accounts = Account.objects.filter(
        Q(roles__isnull=False) | Q(groups__isnull=False) | Q(user_permissions__isnull=False)
    ).distinct()
    return sum(derive_groups(account, on=on) for account in accounts.iterator())


@transaction.atomic
def repair_groups() -> None:
    """Put back the permissions of the derived groups, and remove any group that no role explains."""
    Group.objects.exclude(name__in=[_name(kind) for kind in STAFF_ROLES]).delete()
    for kind in STAFF_ROLES:
        group = _group(kind)
        entrance = _entrance()
        if set(group.permissions.all()) != set(entrance):
            group.permissions.set(entrance)


def _name(kind: RoleKind) -> str:
    return f"{GROUP_PREFIX}{kind.value}"


def _group(kind: RoleKind) -> Group:
    group, created = Group.objects.get_or_create(name=_name(kind))
    if created:
        group.permissions.set(_entrance())
    return group


def _entrance() -> Iterable[Permission]:
    app_label, codename = ENTRANCE_PERMISSION
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
