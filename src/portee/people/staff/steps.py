"""The first step that belongs to people: a team."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.kernel.actor import STAFF_ROLES, Actor, RoleKind
from portee.people.models import Role
from portee.ui.backoffice.steps import Step


def give_roles(actor: Actor, on: date) -> Step | None:
    """Somebody else than the actor may work in the back office."""
    if not actor.nodes(RoleKind.NETWORK_MANAGER):
        return None
    others = Role.objects.in_force(on=on).exclude(account_id=actor.account_id or 0)
    return Step(
        label=_("Give the team its roles"),
        is_done=others.filter(kind__in=STAFF_ROLES, account__is_active=True).exists(),
        url=reverse("roles:add"),
        guide="donner-un-role",
        detail=_("You are alone here so far."),
    )
