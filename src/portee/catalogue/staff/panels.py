"""What the catalogue puts on the back office's home page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models import ImportRun, RemapRun, RunState, Source
from portee.catalogue.staff.reach import SourceReach
from portee.kernel.actor import Actor
from portee.ui.backoffice.panels import Panel, PanelLine

SHOWN = 5
_REACH = SourceReach(ImportRun, to_source="source")
_REMAPS = SourceReach(RemapRun, to_source="source")


def try_another_sheet(actor: Actor, source: Source) -> PanelLine | None:
    """From the form of a source to the trial of a sheet on what it has given."""
    if not _REMAPS.may(actor, "add", RemapRun(source=source)):
        return None
    return PanelLine(
        label=str(_("Try another sheet on the stored records")),
        url=f"{reverse('relectures:add')}?source={source.pk}",
    )


def imports_to_look_at(actor: Actor, on: date) -> Panel | None:
    """The imports that run, wait or stopped half-way, within reach."""
    del on
    if not _REACH.nodes(actor, ["view"]):
        return None
    ended = (RunState.FINISHED, RunState.REFUSED, RunState.CANCELLED)
    runs = _REACH.visible_to(actor, "view").exclude(state__in=ended).select_related("source")
    lines = tuple(
        PanelLine(
            label=f"{run.source} · {run.file_name}",
            url=reverse("importations:inspect", args=[run.pk]),
            detail=run.get_state_display(),
        )
        for run in runs.order_by("-pk")[:SHOWN]
    )
    return Panel(title=_("Imports under way"), lines=lines)
