"""The base of commands that people type: what they refuse is said as a sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class SpokenCommand(BaseCommand):
    """A command whose refusals stand alone on their line, without the name of the exception that carries them."""

    _is_typed = False

    def run_from_argv(self, argv: list[str]) -> None:
        """Run what somebody typed, rather than what a program calls."""
        self._is_typed = True
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; on a command line, say why it was refused and end with its exit code."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._is_typed or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            raise SystemExit(error.returncode) from error
