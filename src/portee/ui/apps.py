"""Django's registration of the design system."""

from django.apps import AppConfig
from django.core.checks import register

from portee.ui.checks import check_network_theme


class UiConfig(AppConfig):
    """Components, reading comfort, back-office toolkit."""

    name = "portee.ui"
    label = "ui"

    def ready(self) -> None:
        """Check the network's theme at each start."""
        register(check_network_theme)
