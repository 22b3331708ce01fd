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
        """Listen to the contexts below, and put the portal's pages in the menus and its part in theirs."""
        events.subscribe(EstablishmentChanged, handlers.redraw_public_pages)
        events.subscribe(ResourceChanged, handlers.redraw_public_pages)
        events.subscribe(HomeComposed, handlers.redraw_public_pages)
        menu.register_entries()
        # What a section reads has tables, which are not there before every application is.
        from portee.portal import mail_kinds, sections  # noqa: PLC0415
        from portee.portal.personal_data import register_personal_data  # noqa: PLC0415

        register_personal_data()
        mail_kinds.register_mail_kinds()
        sections.register_sections()
