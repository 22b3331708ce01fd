"""The `portee` command: Django's management commands, with our settings chosen from the environment."""

import json
import os
import sys

from config.variables import InvalidEnvironment


def main() -> None:
    """Run one management command of this installation.

    A wrong environment ends here, with a French sentence per variable instead of a traceback; this is why Django
    and the settings are imported below and not above.
    """
    _keep_compiled()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _prepare(sys.argv[1:2])
        from django.core.management import execute_from_command_line  # noqa: PLC0415

        execute_from_command_line(_spelt_as_modules(sys.argv))
    except InvalidEnvironment as error:
        _refuse(error)


def _keep_compiled() -> None:
    """Let Python keep what it compiles, for us and for our children, whatever a container's image set.

    Measured: without compiled modules each start, and each child that reads records, spends 4.5 s of processor again.
    """
    sys.dont_write_bytecode = False
    os.unsetenv("PYTHONDONTWRITEBYTECODE")


def _spelt_as_modules(arguments: list[str]) -> list[str]:
    """`portee import-report` runs the module `import_report`: a Python file bears no hyphen."""
    return [*arguments[:1], *(_module_name(word) for word in arguments[1:2]), *arguments[2:]]


def _module_name(word: str) -> str:
    return word if word.startswith("-") else word.replace("-", "_")


def _prepare(command: list[str]) -> None:
    """Read the environment, and choose how figures are kept before anything imports prometheus_client."""
    from config import env  # noqa: PLC0415
    from config.metrics_folder import prepare_metrics_folder  # noqa: PLC0415

    env.secret_key()
    if command in (["serve"], ["up"]):
        prepare_metrics_folder()


def _refuse(error: InvalidEnvironment) -> None:
    """Say what is wrong on the standard error, or as JSON when the command was asked for it; exit 1."""
    if "--json" in sys.argv:
        problems = [{"check": "environment", "message": p.message} for p in error.problems]
        sys.stdout.write(json.dumps({"ok": False, "findings": problems}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write("Portée ne peut pas démarrer :\n")
        sys.stderr.writelines(f"- {problem.message}\n" for problem in error.problems)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
