"""What the portal does when something changes, below or in its own tables: its pages are drawn again."""

from portee.catalogue.events import ResourceChanged
from portee.kernel import page_cache
from portee.network.events import EstablishmentChanged
from portee.portal.events import HomeComposed


def redraw_public_pages(_event: EstablishmentChanged | ResourceChanged | HomeComposed) -> None:
    """Forget the cached pages: establishments and resources are on most of them, blocks on the first."""
    page_cache.purge()
