"""What people puts on the back office's home page."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people import policies, second_factor
from portee.people.queries.reach import own_roles
from portee.people.queries.reach import roles_ending_soon as find_roles_ending_soon
from portee.people.queries.registration import decidable_queue
from portee.ui.backoffice.panels import Panel, PanelLine

SHOWN = 5
"""How many lines a panel shows before it leads to the list."""


def demonstration_mode(actor: Actor, on: date) -> Panel | None:
    """A warning that nobody overlooks: some of these accounts have a password only."""
    del actor, on
    if not second_factor.is_demonstration():
        return None
    return Panel(
        title=gettext_lazy("Demonstration mode"),
        lines=(),
        empty_text=gettext_lazy(
            "The @demo.example accounts sign in with a password alone. A real network never works in this mode: "
            "PORTEE_STAFF_SECOND_FACTOR must be “required” there."
        ),
    )


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


def requests_waiting(actor: Actor, on: date) -> Panel | None:
    """How many requests wait for a decision, and how many of them are late."""
    del on
    queue = decidable_queue(actor, at=clock.now())
    if queue is None:
        return None
    address = reverse("inscriptions:index")
    lines = []
    if queue.ready:
        label = ngettext("%(count)d request waits", "%(count)d requests wait", queue.ready)
        lines.append(PanelLine(label=label % {"count": queue.ready}, url=address))
    if queue.late:
        label = ngettext("%(count)d is late", "%(count)d are late", queue.late)
        lines.append(
            PanelLine(label=label % {"count": queue.late}, url=f"{address}?part=en-retard")
        )
    return Panel(
        title=gettext_lazy("Requests for registration"),
        lines=tuple(lines),
        empty_text=gettext_lazy("No request waits for a decision."),
    )


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
