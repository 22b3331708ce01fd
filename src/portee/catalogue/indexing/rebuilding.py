"""A new index written beside the live one, from the whole catalogue, then put in its place."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from portee.catalogue.errors import RebuildStoppedError
from portee.catalogue.indexing.outbox import Mark, index_state
from portee.catalogue.indexing.reading import living_resources, read_documents, read_tree
from portee.catalogue.indexing.tree import keep_tree
from portee.catalogue.models import IndexChange, IndexState, Resource
from portee.catalogue.search.port import Engine, Rebuild
from portee.catalogue.services.catalogue_lock import current_generation, raise_generation
from portee.kernel.transactions import retrying

BATCH_RESOURCES: Final = 500

SILENCE: Final = timedelta(minutes=5)
"""After so long without a sign, a rebuild is held to be dead, and changes are no more kept for it."""

Moment = Callable[[], datetime]


def rebuild_index(
    engine: Engine,
    *,
    today: date,
    moment: Moment,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    must_stop: Callable[[], bool] = lambda: False,
) -> Mark:
    """Write every living resource in a new index and answer from it; the mark it goes on from.

    `on_progress` is told how many are written, of how many.
    Raises: BusyError when another rebuild is under way; RebuildStoppedError when it was asked to stop, or was silent
    for so long that changes were not kept for it. The live index is as it was then.
    """
    holder = get_random_string(20)
    with engine.rebuild() as writer:
        mark = _begin(holder=holder, at=moment())
        try:
            tree = read_tree()
            total = Resource.objects.filter(withdrawn_at=None).count()
            done = 0
            for ids in living_resources(batch=BATCH_RESOURCES):
                documents, _gone = read_documents(ids, tree=tree, today=today)
                writer.put(documents)
                done += len(ids)
                on_progress(done, max(done, total))
                _sign(holder=holder, at=moment())
                if must_stop():
                    raise RebuildStoppedError(_("The rebuild was asked to stop."))
            _go_live(writer, mark=mark, holder=holder, moment=moment)
            keep_tree(tree)
        finally:
            IndexState.objects.filter(pk=1, rebuild_holder=holder).update(
                rebuild_holder="", rebuild_from=None, rebuild_seen_at=None
            )
    return mark


def drop_silent_rebuild(*, at: datetime) -> None:
    """Keep changes no more for a rebuild that died."""
    silent = Q(rebuild_seen_at__lt=at - SILENCE)
    IndexState.objects.filter(silent, pk=1).update(
        rebuild_holder="", rebuild_from=None, rebuild_seen_at=None
    )


def _go_live(writer: Rebuild, *, mark: Mark, holder: str, moment: Moment) -> None:
    writer.commit(mark=str(mark))
    _sign(holder=holder, at=moment())
    writer.swap()


@retrying(attempts=5)
def _begin(*, holder: str, at: datetime) -> Mark:
    """Have changes kept from now on; the mark of what the catalogue holds now.

    Under the lock of the catalogue: no change with a smaller id can appear afterwards.
    """
    raise_generation()
    state = index_state()
    last = IndexChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    IndexState.objects.filter(pk=1).update(
        rebuild_holder=holder, rebuild_from=last, rebuild_seen_at=at
    )
    return Mark(lineage=state.lineage, generation=current_generation(), change=last)


def _sign(*, holder: str, at: datetime) -> None:
    signed = IndexState.objects.filter(pk=1, rebuild_holder=holder).update(rebuild_seen_at=at)
    if not signed:
        raise RebuildStoppedError(_("The rebuild was silent for too long: begin it again."))
