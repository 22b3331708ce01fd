"""`portee catalogue-fingerprint`: one number for all that the catalogue holds."""

from typing import Any

from django.core.management.base import BaseCommand

from portee.catalogue.queries.catalogue_fingerprint import catalogue_fingerprint


class Command(BaseCommand):
    """Compare two installations, or one before and after a repair."""

    help = "Print a fingerprint of the whole catalogue, independent of ids and dates."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(catalogue_fingerprint())
