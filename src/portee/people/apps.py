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
        """Put the pages of people in the menus."""
        menu.register_entries()
