"""`portee doctor`: what is wrong with this installation, and how to mend it."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portee.kernel import clock
from portee.kernel.doctor import Diagnosis, Severity, examine


class Command(BaseCommand):
    """Prints one line for what is wrong and one for the remedy; exit 1 when something must be mended."""

    help = "Say what is wrong with this installation and how to mend it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the form of the answer."""
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument("--quick", action="store_true", help="Only what a start would say.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Examine and print."""
        found = list(examine(now=clock.now(), quick=options["quick"]))
        must_mend = any(diagnosis.severity is Severity.ERROR for diagnosis in found)
        if options["json"]:
            findings = [asdict(diagnosis) for diagnosis in found]
            self.stdout.write(json.dumps({"ok": not must_mend, "findings": findings}))
        else:
            self._print(found)
        if must_mend:
            raise SystemExit(1)

    def _print(self, found: list[Diagnosis]) -> None:
        if not found:
            self.stdout.write(_("All is well."))
        for diagnosis in found:
            mark = "✗" if diagnosis.severity is Severity.ERROR else "!"
            self.stdout.write(f"{mark} {diagnosis.message}\n  → {diagnosis.remedy}")
