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
        """Offer the list of establishments in the main menu; say that establishments are no persons."""
        # The register has a table, which is not there before every application is.
        from portee.network.personal_data import register_personal_data  # noqa: PLC0415

        register_personal_data()
        register(
            NavigationEntry(
                label=_("Establishments"),
                url_name="network:establishment_list",
                order=40,
                icon="map-pin",
            )
        )
