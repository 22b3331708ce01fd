"""Indexers started and killed one after the other, by forks of one process: Django is loaded once for a hundred.

Run inside an installation, where `test_index_killed.py` has imported records. Prints one JSON object.
"""

import json
import os
import random
import signal
import time
from collections.abc import Callable

from django.db import connection, transaction

from portee.catalogue.indexing.applying import bring_up_to_date
from portee.catalogue.indexing.checking import check_index
from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.indexer import Indexer
from portee.catalogue.indexing.outbox import Mark, note_changes
from portee.catalogue.indexing.reading import read_documents, read_tree
from portee.catalogue.models import IndexChange, Resource
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.kernel import clock
from portee.kernel.processes.stop import StopSignal

BEFORE, AFTER = 0.1, 0.08
"""Seconds: one in four is killed so soon after its start, the others so soon after their first commit."""

PATIENCE = 20.0

CHANGES = 12


def main(kills: int) -> None:
    """Kill as many indexers, let the last work be done, compare."""
    os.waitpid(_forked(_build), 0)
    ids = list(Resource.objects.values_list("pk", flat=True))
    chance = random.Random()  # noqa: S311  where it is killed is any moment
    # What every child would load is loaded once.
    read_documents(ids, tree=read_tree(), today=clock.now().date())
    moved = 0
    for turn in range(kills):
        before = _change_reached()
        child = _forked(_follow)
        is_early = turn % 4 == 0
        ends_at = time.monotonic() + (chance.uniform(0, BEFORE) if is_early else PATIENCE)
        while time.monotonic() < ends_at:
            _change(chance.sample(ids, CHANGES), turn)
            if not is_early and _change_reached() > before:
                is_early, ends_at = True, time.monotonic() + chance.uniform(0, AFTER)
            time.sleep(0.005)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        moved += _change_reached() > before
    engine = current_engine()
    waiting = IndexChange.objects.filter(pk__gt=_change_reached()).count()
    commits = bring_up_to_date(engine, moment=clock.now)
    differences = [[one.kind, one.id] for one in check_index(engine).differences]
    print(  # noqa: T201
        json.dumps(
            {
                "moved": moved,
                "waiting": waiting,
                "commits": commits,
                "differences": differences,
                "left": IndexChange.objects.count(),
                "generation": engine.generation().partition(".")[0],
            }
        )
    )


def _change_reached() -> int:
    """How far the index is: read from a file, for an index opened here would be inherited by every child."""
    mark = Mark.read(current_engine().mark())
    assert mark is not None, "the index is gone"
    return mark.change


def _change(resource_ids: list[int], turn: int) -> None:
    with transaction.atomic():
        raise_generation()
        Resource.objects.filter(pk__in=resource_ids).update(sort_title=f"tour {turn}")
        note_changes(resource_ids)


def _build() -> None:
    bring_up_to_date(current_engine(), moment=clock.now)


def _follow() -> None:
    Indexer(engine=current_engine(), stop=StopSignal(), moment=clock.now).run()


def _forked(work: Callable[[], None]) -> int:
    """A child that shares nothing with this process, which has opened no index: threads do not outlive a fork."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # its own, beside Django's stubs
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)
