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
        """Put the pages of people in the menus and their part in those of the network; declare what is kept."""
        # These have tables, which are not there before every application is.
        from portee.kernel.personal_data import register_obstacle  # noqa: PLC0415
        from portee.people import handlers, sections  # noqa: PLC0415
        from portee.people.mail_kinds import register_mail_kinds  # noqa: PLC0415
        from portee.people.personal_data import register_personal_data  # noqa: PLC0415
        from portee.people.services.account_erasure import last_manager  # noqa: PLC0415

        menu.register_entries()
        sections.register_sections()
        register_personal_data()
        register_mail_kinds()
        register_obstacle(last_manager)
        # Django tells nobody else of the sessions it opens.
        user_logged_in.connect(handlers.note_sign_in, dispatch_uid="people.note_sign_in")
