"""`portee migrate`: creates or upgrades the installation in the data folder."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.kernel.installation import alone_with_database, create_data_folders


class Command(migrate.Command):
    """Django's own command, plus the data folder, the cache table, and a lock: safe twice, and by two at once."""

    help = "Create or upgrade the installation: data folder, tables. Safe to run twice."
    # Checks ask the database what it can do, which a process that creates it at this moment would answer for it: they
    # are made once this process is alone.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the installation to this version, then say in one sentence what was done."""
        # Django's own handle() turns translations off and on again for itself.
        language = translation.get_language()
        alias = options.get("database") or DEFAULT_DB_ALIAS
        create_data_folders()
        with alone_with_database(alias, when_waiting=self._say_waiting):
            if not options.get("skip_checks", False):
                self.check(databases=[alias])
            before = _applied(alias)
            quiet = {**options, "verbosity": max(options["verbosity"] - 1, 0)}
            super().handle(*args, **quiet)
            if not (options["check_unapplied"] or options["plan"]):
                call_command("createcachetable", database=alias, verbosity=0)
            after = _applied(alias)
        with translation.override(language):
            self._summarise(len(after - before), verbosity=options["verbosity"])

    def _say_waiting(self) -> None:
        self.stdout.write(_("Another process is upgrading this installation: waiting for it."))

    def _summarise(self, count: int, *, verbosity: int) -> None:
        if verbosity == 0:
            return
        if count:
            self.stdout.write(
                ngettext(
                    "The installation is ready: %(count)d migration applied.",
                    "The installation is ready: %(count)d migrations applied.",
                    count,
                )
                % {"count": count}
            )
        else:
            self.stdout.write(_("The installation is ready: it was already up to date."))


def _applied(alias: str) -> set[tuple[str, str]]:
    return set(MigrationRecorder(connections[alias]).applied_migrations())
