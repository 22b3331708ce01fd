"""The first steps that belong to the network: its establishments, then their groups."""

from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.kernel.actor import Actor, RoleKind
from portee.network.models import Establishment, EstablishmentKind
from portee.ui.backoffice.steps import Step

MANY: Final = 20
"""Places beyond which one list is no longer read: groups of communes then help readers find theirs."""


def add_establishments(actor: Actor, on: date) -> Step | None:
    """There is a place to go to."""
    del on
    if not actor.nodes(RoleKind.NETWORK_MANAGER):
        return None
    return Step(
        label=_("Add the establishments of the network"),
        is_done=Establishment.objects.places().exists(),
        url=reverse("etablissements:index"),
        guide="installer-portee",
        detail=_("One by one here, or all at once from the list of public libraries."),
    )


def gather_establishments(actor: Actor, on: date) -> Step | None:
    """Many places are gathered by groups; a small network needs none."""
    del on
    if not actor.nodes(RoleKind.NETWORK_MANAGER):
        return None
    if Establishment.objects.places().count() <= MANY:
        return None
    return Step(
        label=_("Gather the establishments into groups"),
        is_done=Establishment.objects.filter(kind=EstablishmentKind.COMMUNE_GROUP).exists(),
        url=reverse("etablissements:index"),
        guide="fiche-etablissement",
        detail=_("Add the groups of communes, then move each establishment under its own."),
    )
