"""`portee rotate-signing-key`: a new key for the tokens of OpenID Connect."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portee.access.services.signing_key import draw_next_key
from portee.kernel import clock


class Command(BaseCommand):
    """Draws a key, shown at once, which signs in two hours; the former one goes with the last token it signed."""

    help = "Begin to sign tokens with a new key."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Draw it."""
        draw_next_key(at=clock.now())
        self.stdout.write(_("A new key is shown from now on, and signs in two hours."))
