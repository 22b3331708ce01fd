"""Django's registration of the catalogue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.processes.program import Program, register_program


class CatalogueConfig(AppConfig):
    """Sources, records, resources."""

    name = "portee.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        """Listen to the network, have the indexer run with the site, answer for the index, declare what is kept."""
        # Models must be loaded before these are.
        from portee.catalogue import handlers, health  # noqa: PLC0415
        from portee.catalogue.personal_data import register_personal_data  # noqa: PLC0415
        from portee.kernel.doctor import register_examination  # noqa: PLC0415
        from portee.kernel.health.checks import register_check  # noqa: PLC0415
        from portee.network.events import EstablishmentChanged  # noqa: PLC0415

        register_personal_data()
        events.subscribe(EstablishmentChanged, handlers.follow_establishment)
        register_check("search", health.check_search)
        register_examination(health.examine_search)
        register_program(Program(name="indexer", arguments=("indexer",), goes_with="worker"))
