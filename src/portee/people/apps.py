"""Django's registration of people."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from portee.people import menu


class PeopleConfig(AppConfig):
    """Accounts, roles, sign-in."""

    name = "portee.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Put the pages of people in the menus and on those of the network; note each session that Django opens."""
        menu.register_entries()
        # What these need has tables, which are not there before every application is.
        from portee.people import handlers, sections  # noqa: PLC0415

        sections.register_sections()
        user_logged_in.connect(handlers.note_sign_in, dispatch_uid="people.note_sign_in")
