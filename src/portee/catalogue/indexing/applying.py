"""Changes brought to the live index, in the order of their commits."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from portee.catalogue.indexing.outbox import (
    Mark,
    changes_after,
    forget_changes,
    index_state,
    is_followed,
)
from portee.catalogue.indexing.reading import read_documents
from portee.catalogue.indexing.rebuilding import Moment, rebuild_index
from portee.catalogue.indexing.tree import follow_tree
from portee.catalogue.search.port import Engine, Writer
from portee.catalogue.services.catalogue_lock import current_generation

BATCH_CHANGES: Final = 500
"""Changes read at a time; what comes meanwhile is in the next commit."""


def apply_next(writer: Writer, *, mark: Mark, tree: Mapping[int, str], today: date) -> Mark | None:
    """Write the next changes and commit them; the new mark, or None when there was nothing to do.

    Raises IndexMissingError when the index was replaced meanwhile: nothing is lost, its own mark tells where to go on.
    """
    generation = current_generation()
    rows = changes_after(mark.change, limit=BATCH_CHANGES)
    if not rows:
        return None
    documents, gone = read_documents((one for _pk, one in rows), tree=tree, today=today)
    writer.put(documents)
    writer.remove(gone)
    reached = Mark(lineage=mark.lineage, generation=generation, change=rows[-1][0])
    writer.commit(mark=str(reached))
    return reached


def forget_applied(engine: Engine) -> None:
    """Drop the changes that nobody needs any more: neither the live index, nor a rebuild under way.

    What a rebuild needs is asked first: one that ends in between has moved the mark back before it said so.
    """
    needed_after = index_state().rebuild_from
    reached = Mark.read(engine.mark())
    if reached is None:
        return
    # Zero is a change like another: a rebuild that began on an empty list needs all that came since.
    kept_from = reached.change if needed_after is None else min(reached.change, needed_after)
    forget_changes(up_to=kept_from)


def bring_up_to_date(engine: Engine, *, moment: Moment) -> int:
    """Apply everything that waits, here and now; rebuild first when the index cannot follow. How many commits.

    Raises: BusyError when an indexer is at work.
    """
    today = moment().date()
    mark = Mark.read(engine.mark())
    if mark is None or not is_followed(mark):
        mark = rebuild_index(engine, today=today, moment=moment)
    tree = follow_tree()
    commits = 0
    with engine.writer() as writer:
        while reached := apply_next(writer, mark=mark, tree=tree, today=today):
            mark = reached
            commits += 1
    forget_applied(engine)
    return commits
