"""The first step that belongs to the catalogue: records."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.catalogue.models import Record
from portee.catalogue.policies import CATALOGUING_ROLES
from portee.kernel.actor import Actor
from portee.ui.backoffice.steps import Step


def import_records(actor: Actor, on: date) -> Step | None:
    """A source has given a record."""
    del on
    if not actor.nodes(*CATALOGUING_ROLES):
        return None
    return Step(
        label=_("Import a first file of records"),
        is_done=Record.objects.exists(),
        url=reverse("importations:add"),
        guide="importer-ses-notices",
        detail=_("The export of your library system will do: UNIMARC, MARC21, a table…"),
    )
