"""`portee verify-audit`: follows the trail of changes and says whether it is whole."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portee.people.services.audit_entry import verify_entries


class Command(BaseCommand):
    """Prints one line per defect and exits 1, or says that the trail is whole."""

    help = "Verify the trail of changes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, then tell."""
        del args, options
        defects = verify_entries()
        for defect in defects:
            self.stderr.write(defect)
        if defects:
            sys.exit(1)
        self.stdout.write(_("The trail of changes is whole."))
