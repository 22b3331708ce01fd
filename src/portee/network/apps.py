"""Django's registration of the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portee.ui.navigation import NavigationEntry, register


class NetworkConfig(AppConfig):
    """Establishments, their tree, hours and contacts."""

    name = "portee.network"
    label = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        """Offer the list of establishments in the main menu."""
        register(
            NavigationEntry(
                label=_("Establishments"),
                url_name="network:establishment_list",
                order=40,
                icon="map-pin",
            )
        )
