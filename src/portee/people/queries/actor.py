"""Who somebody is as rights see them: the roles in force, read from the database."""

from datetime import date
from typing import cast

from django.http import HttpRequest

from portee.kernel.actor import Actor, Grant, RoleKind
from portee.people import second_factor
from portee.people.models import Role


def actor_of(*, account_id: int, on: date) -> Actor:
    """The actor behind an account, with the roles in force on that day; an inactive account has none.

    One query.
    """
    rows = (
        Role.objects.filter(account_id=account_id, account__is_active=True)
        .in_force(on=on)
        .values_list("kind", "establishment__path")
    )
    return Actor(
        account_id=account_id,
        grants=frozenset(Grant(role=RoleKind(kind), node_path=path) for kind, path in rows),
    )


def session_actor(request: HttpRequest, *, on: date) -> Actor:
    """The actor of somebody signed in: without her staff roles, as long as this session owes a second factor.

    Every policy sees the actor, so nothing of the back office, nor anything else that staff may do, is open meanwhile.
    """
    actor = actor_of(account_id=cast("int", request.user.pk), on=on)
    if actor.is_staff and not second_factor.is_settled(request):
        return actor.held_back()
    return actor
