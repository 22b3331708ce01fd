"""Applying a list that somebody said yes to: batch after batch, each whole or not at all, from wherever it stopped."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction

from portee.kernel.actor import Actor
from portee.people.models import (
    APPLIED_OUTCOMES,
    ReaderLine,
    ReaderList,
    ReaderListState,
)
from portee.people.services.reader_batch import Batch, enrol_batch
from portee.people.services.reader_list import take_list
from portee.people.services.reader_plan import OnProgress

AT_ONCE: Final = 500
Moment = Callable[[], datetime]


def apply_list(
    *,
    list_id: int,
    actor: Actor,
    moment: Moment,
    on_progress: OnProgress = lambda _position, _total: None,
) -> ReaderList:
    """Write what a list changes, and nothing of the lines that are refused or wait for an answer. May be run again.

    Raises: ListNotAllowedError when the actor lost the role meanwhile, ListRefusedError.
    """
    while True:
        found, is_over = _apply_some(list_id, actor=actor, at=moment())
        on_progress(found.position, found.total)
        if is_over:
            return found


@transaction.atomic
def _apply_some(list_id: int, *, actor: Actor, at: datetime) -> tuple[ReaderList, bool]:
    found = take_list(list_id, actor=actor, states=[ReaderListState.APPLYING])
    waiting = ReaderLine.objects.filter(
        reader_list=found, outcome__in=APPLIED_OUTCOMES, is_applied=False
    )
    lines = list(waiting.order_by("number", "pk")[:AT_ONCE])
    if lines:
        enrol_batch(Batch(found, lines), actor=actor, at=at)
        found.position = lines[-1].number - 1
    else:
        found.state, found.position, found.applied_at = (
            ReaderListState.APPLIED,
            found.total,
            at,
        )
    found.position = min(found.position, found.total)
    found.save(update_fields=["state", "position", "applied_at"])
    return found, not lines
