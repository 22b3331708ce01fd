"""What the portal does when something changes below: its pages are drawn again."""

from portee.catalogue.events import ResourceChanged
from portee.kernel import page_cache
from portee.network.events import EstablishmentChanged


def redraw_public_pages(_event: EstablishmentChanged | ResourceChanged) -> None:
    """Forget the cached pages: establishments and resources are on most of them."""
    page_cache.purge()
