"""Django's registration of people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portee.people import menu


class PeopleConfig(AppConfig):
    """Accounts, roles, sign-in."""

    name = "portee.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Put the pages of people in the menus, and their part in those of the network."""
        menu.register_entries()
        # What a section reads has tables, which are not there before every application is.
        from portee.people import sections  # noqa: PLC0415

        sections.register_sections()
