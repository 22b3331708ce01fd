"""`portee demo`: fill an empty installation with the demonstration network."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from portee.access import api as access
from portee.catalogue import api as catalogue
from portee.kernel import clock
from portee.kernel.actor import system_actor
from portee.kernel.spoken_command import SpokenCommand
from portee.network import api as network
from portee.portal.demonstration import create_accounts


class Command(SpokenCommand):
    """Build the network out of `demo/`, its catalogue, and one account of each role."""

    help = "Fill an empty installation with the demonstration network and its catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the supervisor asks for."""
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave an installation that holds a real network as it is, without complaint",
        )
        parser.add_argument(
            "--sources",
            nargs="*",
            metavar="CODE",
            help="fill only these sources of the catalogue, none when none is named",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build, or complete, the demonstration; refuse a real network."""
        at = clock.now()
        folder = Path(settings.BASE_DIR) / "demo"
        try:
            network.fill_demonstration(folder=folder, at=at)
        except network.NotDemonstrationError as error:
            if options["if_empty"]:
                return
            raise CommandError(str(error)) from error
        created = create_accounts(data_dir=settings.DATA_DIR, actor=system_actor("demo"), at=at)
        catalogue.fill_demonstration(
            folder=folder,
            holder=get_random_string(20),
            moment=clock.now,
            only=options["sources"],
            on_source=lambda name: self.stderr.write(_("Import: %(source)s") % {"source": name}),
        )
        access.fill_demonstration(folder=folder, actor=system_actor("demo"), at=clock.now())
        self.stdout.write(
            _(
                "Demonstration network ready: %(places)d establishments, %(resources)d documents, "
                "%(accounts)d new accounts."
            )
            % {
                "places": network.count_establishments(),
                "resources": catalogue.count_resources(),
                "accounts": created,
            }
        )
