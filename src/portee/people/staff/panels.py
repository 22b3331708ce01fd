"""What people puts on the back office's home page."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.queries.reach import own_roles
from portee.people.queries.reach import roles_ending_soon as find_roles_ending_soon
from portee.ui.backoffice.panels import Panel, PanelLine

SHOWN = 5
"""How many lines a panel shows before it leads to the list."""


def establishments_held(actor: Actor, on: date) -> Panel:
    """Where the person works, and as what."""
    lines = tuple(
        PanelLine(
            label=role.establishment.name,
            url=reverse("network:establishment", args=[role.establishment.code]),
            detail=str(role.get_kind_display()),
        )
        for role in own_roles(actor, on=on)
    )
    return Panel(title=gettext_lazy("My establishments"), lines=lines)


def roles_ending_soon(actor: Actor, on: date) -> Panel | None:
    """The roles to renew or to let go."""
    if not policies.managed_nodes(actor):
        return None
    roles = list(find_roles_ending_soon(actor, on=on)[: SHOWN + 1])
    lines = [
        PanelLine(
            label=f"{role.account}, {role.get_kind_display()}",
            url=reverse("roles:edit", args=[role.pk]),
            detail=_("%(establishment)s, until %(day)s")
            % {
                "establishment": role.establishment.name,
                "day": date_format(role.end_date) if role.end_date else "",
            },
        )
        for role in roles[:SHOWN]
    ]
    if len(roles) > SHOWN:
        lines.append(PanelLine(label=_("See all roles"), url=reverse("roles:index")))
    return Panel(
        title=gettext_lazy("Roles that end soon"),
        lines=tuple(lines),
        empty_text=gettext_lazy("No role ends within thirty days."),
    )
