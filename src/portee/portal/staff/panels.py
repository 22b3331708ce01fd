"""What the machinery puts on the back office's home page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.jobs import dead_letters
from portee.portal.staff.reach import looks_after_machinery
from portee.ui.backoffice.panels import Panel, PanelLine

SHOWN = 5
"""How many jobs the panel names."""


def jobs_to_review(actor: Actor, on: date) -> Panel | None:
    """The jobs that wait for a decision, for managers of the whole network."""
    del on
    if not looks_after_machinery(actor):
        return None
    lines = tuple(
        PanelLine(label=job.name, url=reverse("travaux:index"), detail=job.reason)
        for job in dead_letters(limit=SHOWN)
    )
    return Panel(
        title=_("Jobs to review"), lines=lines, empty_text=_("Every background job went well.")
    )
