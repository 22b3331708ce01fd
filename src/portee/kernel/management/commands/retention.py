"""`portee retention`: deletes what is kept no longer, as each night does, or tells beforehand how much that is."""

import json
from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from portee.kernel import clock, erasure
from portee.kernel.actor import system_actor
from portee.kernel.personal_data import rules
from portee.kernel.personal_data.retention import apply_rules, count_due
from portee.kernel.spoken_command import SpokenCommand


class Command(SpokenCommand):
    """Prints one line a rule: how many rows, what they are, after how long. Exit 1 when a rule failed."""

    help = "Delete what is kept no longer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two options."""
        parser.add_argument("--dry-run", action="store_true", help="count, and delete nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object, on one line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count or delete, then tell."""
        del args
        failed: list[str] = []
        if options["dry_run"]:
            counts = count_due(at=clock.now())
        else:
            run = apply_rules(actor=system_actor("retention"), at=clock.now(), ended_at=clock.now)
            counts, failed = run.counts, run.failed
            erasure.settle()
        if options["json"]:
            facts = {"dry_run": options["dry_run"], "counts": counts, "failed": failed}
            self.stdout.write(json.dumps(facts, sort_keys=True))
        else:
            self._tell(counts, failed)
        if failed:
            raise SystemExit(1)

    def _tell(self, counts: dict[str, int], failed: list[str]) -> None:
        for rule in rules():
            number = _("failed") if rule.code in failed else str(counts[rule.code])
            delay = f" ({rule.delay_text})" if rule.delay_text else ""
            self.stdout.write(f"{number:>8}  {rule.code:<28} {rule.what}{delay}")
