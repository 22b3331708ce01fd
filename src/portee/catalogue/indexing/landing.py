"""Answers kept: the first page of everything, and one click away from it, which most visits ask for.

An answer holds as long as the index is the same: its generation is part of what it is kept under, with the classes
that open for whoever asks. Kept by each process, in bounded memory.
"""

import threading
from collections import OrderedDict
from typing import Final

from portee.catalogue.search.port import Engine, Query, Result

MOST_KEPT: Final = 512
"""Answers kept by a process: some 20 KiB each with seven facets."""

_lock: Final = threading.Lock()
_kept: Final[OrderedDict[tuple[int, str, Query], Result]] = OrderedDict()


def answered(engine: Engine, query: Query) -> Result:
    """Answer a query, from what is kept where it is one that many ask. Raises what the engine raises."""
    if not is_landing(query):
        return engine.search(query)
    generation = engine.generation()
    key = (id(engine), generation, query)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    result = engine.search(query)
    if result.generation == generation:
        with _lock:
            _kept[key] = result
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return result


def is_landing(query: Query) -> bool:
    """Whether nothing was typed, and one value of one facet was chosen at most."""
    if query.text.strip() or query.after is not None or len(query.filters) > 1:
        return False
    return all(len(one.values) + len(one.ranges) == 1 for one in query.filters)


def forget_answers() -> None:
    """Answer anew, whatever the generation."""
    with _lock:
        _kept.clear()
