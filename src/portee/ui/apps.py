"""Django's registration of the design system."""

from django.apps import AppConfig
from django.core.checks import register

from portee.ui.checks import check_network_theme


class UiConfig(AppConfig):
    """Components, reading comfort, back-office toolkit."""

    name = "portee.ui"
    label = "ui"

    def ready(self) -> None:
        """Check the network's theme at each start; declare the cookie of reading comfort."""
        # The register has a table, which is not there before every application is.
        from portee.ui.personal_data import register_personal_data  # noqa: PLC0415

        register(check_network_theme)
        register_personal_data()
