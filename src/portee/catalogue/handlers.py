"""What the catalogue does when something happens below it."""

from portee.catalogue.indexing.names import forget_names
from portee.catalogue.indexing.tree import mark_tree_stale
from portee.network.events import EstablishmentChanged


def follow_establishment(_event: EstablishmentChanged) -> None:
    """Have search learn where establishments stand and what they are called."""
    forget_names()
    mark_tree_stale()
