"""A new reading of a source carried out: its trial or its writing, from the checkpoint to the end."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portee.catalogue.errors import RunTakenOverError
from portee.catalogue.models import RemapRun, RemapState
from portee.catalogue.services.import_loop import Moment
from portee.catalogue.services.remap import (
    RemapSummary,
    Reread,
    find_establishments,
    remap_facts,
    rereadings,
    write_rereads,
)
from portee.catalogue.services.run_facts import RunFacts
from portee.catalogue.sheet import sheet_from_json
from portee.kernel.transactions import retrying

EXAMPLES = 3
"""Records of each kind of change that are shown."""


def carry_out_remap(*, run_id: int, holder: str, moment: Moment) -> None:
    """Bring the present phase to its end, from its checkpoint. `holder` is a name that no other process has.

    Raises: RunTakenOverError when it was cancelled meanwhile, or another process has it.
    """
    run = _claim(run_id, holder=holder)
    sheet = sheet_from_json(run.sheet)
    facts = remap_facts(run.source, sheet=sheet)
    summary = _summary_of(run)
    for batch in rereadings(run.source, sheet=sheet, summary=summary):
        written = batch if run.is_confirmed else []
        _check_point(run_id, holder, summary, facts=facts, batch=written, at=moment())
    if run.is_confirmed:
        find_establishments(run.source, establishments=facts.establishments)
    _end_phase(run_id, holder=holder, at=moment())


def _claim(run_id: int, *, holder: str) -> RemapRun:
    with transaction.atomic():
        run = RemapRun.objects.select_for_update().select_related("source").get(pk=run_id)
        if not run.is_under_way:
            raise RunTakenOverError(_("This new reading was stopped."))
        run.holder = holder
        run.save(update_fields=["holder"])
    return run


def _held(run_id: int, *, holder: str) -> RemapRun:
    run = RemapRun.objects.select_for_update().get(pk=run_id)
    if not run.is_under_way or run.holder != holder:
        raise RunTakenOverError(_("This new reading was stopped."))
    return run


def _summary_of(run: RemapRun) -> RemapSummary:
    """What the present phase has counted so far."""
    parts = {} if run.is_confirmed else run.parts
    summary = RemapSummary(
        records=run.position,
        changed=run.changed,
        unreadable=run.unreadable,
        parts=Counter({part: said["count"] for part, said in parts.items()}),
        checkpoint=run.last_record_id,
    )
    summary.sample_ids = defaultdict(
        list, {part: list(said["examples"]) for part, said in parts.items()}
    )
    return summary


@retrying(attempts=5)
def _check_point(
    run_id: int,
    holder: str,
    summary: RemapSummary,
    *,
    facts: RunFacts,
    batch: list[Reread],
    at: datetime,
) -> None:
    """Write a batch and how far it brings the run, in one transaction."""
    run = _held(run_id, holder=holder)
    if batch:
        write_rereads(facts, batch, at=at)
    run.position, run.last_record_id = summary.records, summary.checkpoint
    run.changed, run.unreadable = summary.changed, summary.unreadable
    if not run.is_confirmed:
        run.parts = {
            part: {"count": count, "examples": summary.sample_ids[part][:EXAMPLES]}
            for part, count in summary.parts.items()
        }
    run.save(update_fields=["position", "last_record_id", "changed", "unreadable", "parts"])


def _end_phase(run_id: int, *, holder: str, at: datetime) -> None:
    with transaction.atomic():
        run = _held(run_id, holder=holder)
        if run.is_confirmed:
            run.state, run.finished_at = RemapState.FINISHED, at
        else:
            run.state, run.foreseen = RemapState.SURVEYED, run.changed
        run.save(update_fields=["state", "finished_at", "foreseen"])
