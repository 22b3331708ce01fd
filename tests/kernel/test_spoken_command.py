"""What a command refuses is a sentence, alone on its line."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portee.kernel.spoken_command import SpokenCommand


class Refusing(SpokenCommand):
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        raise CommandError("Ce fichier est vide.", returncode=3)


def test_a_refusal_is_said_without_the_name_of_an_exception(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        Refusing().run_from_argv(["portee", "refusing"])
    assert ended.value.code == 3
    assert capsys.readouterr().err == "Ce fichier est vide.\n"


def test_a_program_that_calls_a_command_gets_its_refusal() -> None:
    with pytest.raises(CommandError, match="vide"):
        call_command(Refusing())
