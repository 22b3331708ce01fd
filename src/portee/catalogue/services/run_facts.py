"""What every batch of a run needs to know of it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from portee.catalogue.errors import RunTakenOverError
from portee.catalogue.models import ImportRun, RunState
from portee.protocols.description import Format
from portee.protocols.records import MappingSheet


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run under way. `establishments` gives the id of an establishment by its code in lower case;
    `establishment_id` is the one that records without any are held by.
    """

    run_id: int
    source_id: int
    holder: str
    format: Format
    sheet: MappingSheet
    establishment_id: int | None
    establishments: dict[str, int] = field(default_factory=dict)
    remarks_kept: int = 10_000

    def establishment_of(self, code: str) -> int | None:
        """The establishment that a code of the source names, else the one the whole run is for."""
        return self.establishments.get(code.strip().lower(), self.establishment_id)


def held_run(facts: RunFacts, *, position: int) -> ImportRun:
    """The row of the run, locked, if this process may still write for it from this position.

    Raises: RunTakenOverError when it was cancelled, or another process goes on with it.
    """
    run = ImportRun.objects.select_for_update().get(pk=facts.run_id)
    refuse_unless_held(run, holder=facts.holder)
    if run.position != position:
        raise RunTakenOverError(_("Another process has taken this import over."))
    return run


def refuse_unless_held(run: ImportRun, *, holder: str) -> None:
    """Raise RunTakenOverError unless the run is under way in the hands of this holder."""
    if run.state == RunState.CANCELLED:
        raise RunTakenOverError(_("The import was cancelled."))
    if (run.state, run.holder) != (RunState.RUNNING, holder):
        raise RunTakenOverError(_("Another process has taken this import over."))
