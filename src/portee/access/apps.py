"""Django's registration of access."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portee.access import menu
from portee.access.events import OfferChanged, ServiceStateChanged
from portee.kernel import events
from portee.kernel.processes.demonstration import read_demonstration_accounts
from portee.kernel.processes.program import Program, register_program
from portee.people.events import AccountDeactivated, GuardianConsentWithdrawn, SignedOut


class AccessConfig(AppConfig):
    """Offers, rights, sign-in to suppliers."""

    name = "portee.access"
    label = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        """Put offers in the menus and on the pages of establishments, follow what changes, declare what is kept."""
        # Models must be loaded before these are.
        from portee.access import handlers, sections  # noqa: PLC0415
        from portee.access.handover_data import register_handover_data  # noqa: PLC0415
        from portee.access.personal_data import register_personal_data  # noqa: PLC0415

        events.subscribe(OfferChanged, handlers.redraw_public_pages)
        events.subscribe(ServiceStateChanged, handlers.redraw_public_pages)
        events.subscribe(SignedOut, handlers.leave_suppliers)
        events.subscribe(AccountDeactivated, handlers.leave_suppliers)
        events.subscribe(GuardianConsentWithdrawn, handlers.leave_suppliers)
        register_program(
            Program(
                name="pretend",
                arguments=("pretend_suppliers", "--port", "{port}"),
                is_wanted=lambda: bool(read_demonstration_accounts(settings.DATA_DIR)),
            )
        )
        menu.register_entries()
        sections.register_sections()
        register_personal_data()
        register_handover_data()
