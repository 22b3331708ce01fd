"""Django's registration of the portal."""

from django.apps import AppConfig

from portee.catalogue.events import ResourceChanged
from portee.kernel import events
from portee.network.events import EstablishmentChanged
from portee.portal import handlers, menu
from portee.portal.events import HomeComposed


class PortalConfig(AppConfig):
    """Home and the pages that belong to no single context."""

    name = "portee.portal"
    label = "portal"

    def ready(self) -> None:
        """Listen to the contexts below, and put the portal's pages in the menus."""
        events.subscribe(EstablishmentChanged, handlers.redraw_public_pages)
        events.subscribe(ResourceChanged, handlers.redraw_public_pages)
        events.subscribe(HomeComposed, handlers.redraw_public_pages)
        menu.register_entries()
