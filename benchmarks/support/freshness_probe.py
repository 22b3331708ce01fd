"""Another process than the indexer's, which changes resources and asks the index until it sees them changed.

Run inside an installation whose indexer is at work: `portee shell --command`. See `benchmarks/freshness.py`.
"""

import time
from collections.abc import Callable

from django.db import transaction

from portee.catalogue.indexing.engine import current_engine
from portee.catalogue.indexing.outbox import note_changes
from portee.catalogue.models import Resource
from portee.catalogue.search.port import Engine
from portee.catalogue.services.catalogue_lock import raise_generation

LONGEST_SECONDS = 60.0


def print_delays(changes: int) -> None:
    """Print the seconds that each change took to be seen, one a line, once the index holds every resource."""
    engine = current_engine()
    ids = list(Resource.objects.values_list("pk", flat=True))
    _wait_for(lambda: bool(engine.generation()) and engine.health().documents == len(ids))
    for number, resource_id in enumerate(ids[:changes]):
        print(_delay(engine, resource_id, title=f"fraicheur {number}"))


def _delay(engine: Engine, resource_id: int, *, title: str) -> float:
    """Change a title as an import does, in a transaction with its line for the indexer; seconds until it is seen."""
    before = dict(engine.fingerprints())[resource_id]
    with transaction.atomic():
        raise_generation()
        Resource.objects.filter(pk=resource_id).update(sort_title=title)
        note_changes([resource_id])
    began = time.perf_counter()
    _wait_for(lambda: dict(engine.fingerprints())[resource_id] != before)
    return time.perf_counter() - began


def _wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while not happened():
        if time.monotonic() > until:
            raise SystemExit(f"not within {LONGEST_SECONDS:.0f} seconds")
        time.sleep(0.005)
