"""The tree of establishments that documents are written with, and what must be written again when it changes."""

import json

from portee.catalogue.indexing.outbox import index_state, note_changes
from portee.catalogue.indexing.reading import read_tree
from portee.catalogue.models import Holding, IndexState
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.storage.rows import in_chunks
from portee.kernel.transactions import retrying


def mark_tree_stale() -> None:
    """Have the indexer look whether an establishment stands elsewhere now."""
    IndexState.objects.filter(tree_is_stale=False).update(tree_is_stale=True)


@retrying(attempts=5)
def follow_tree() -> dict[int, str]:
    """Have what establishments hold written again where their paths changed; the tree as it is now."""
    raise_generation()
    state = index_state()
    before = {int(one): path for one, path in json.loads(state.tree).items()}
    now = read_tree()
    moved = [one for one, path in before.items() if now.get(one) != path]
    for chunk in in_chunks(moved):
        held = Holding.objects.filter(establishment_id__in=chunk, record__deleted_at=None)
        ids = held.values_list("record__resource_id", flat=True).distinct()
        note_changes(one for one in ids if one is not None)
    keep_tree(now)
    return now


def keep_tree(tree: dict[int, str]) -> None:
    """Remember the tree that every document is written with, or is about to be."""
    index_state()
    IndexState.objects.filter(pk=1).update(tree=json.dumps(tree), tree_is_stale=False)
