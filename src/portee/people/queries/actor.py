"""Who somebody is as rights see them: the roles in force, read from the database."""

from datetime import date

from portee.kernel.actor import Actor, Grant, RoleKind
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
