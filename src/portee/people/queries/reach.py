"""What staff may reach: the people and the establishments below the nodes where they hold a role."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import Account, Role

ENDING_SOON = timedelta(days=30)
"""How long before its end a role is brought to the attention of staff."""


def accounts_under(rows: QuerySet[Account], paths: Iterable[str]) -> QuerySet[Account]:
    """The accounts that hold, held or will hold a role at these nodes or below."""
    roles = Role.objects.all().under(paths)
    return rows.filter(pk__in=roles.values("account_id"))


def nodes_in_reach(actor: Actor) -> Q:
    """The condition that picks, among establishments, those at which the actor gives roles."""
    reach = Q(pk__in=[])
    for path in policies.managed_nodes(actor):
        reach |= Q(path__startswith=path)
    return reach


def roles_ending_soon(actor: Actor, *, on: date) -> QuerySet[Role]:
    """The roles in reach whose last day is within `ENDING_SOON`, one's own left out, the nearest first."""
    roles = (
        Role.objects.all()
        .under(policies.managed_nodes(actor))
        .in_force(on=on)
        .filter(end_date__lte=on + ENDING_SOON)
        .select_related("account", "establishment")
        .order_by("end_date", "pk")
    )
    return roles if actor.account_id is None else roles.exclude(account_id=actor.account_id)


def own_roles(actor: Actor, *, on: date) -> QuerySet[Role]:
    """The roles of the actor in force."""
    if actor.account_id is None:
        return Role.objects.none()
    return (
        Role.objects.filter(account_id=actor.account_id)
        .in_force(on=on)
        .select_related("establishment")
        .order_by("establishment__path", "kind")
    )
