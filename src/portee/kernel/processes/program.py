"""The programs that make up a running installation."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """One program that the supervisor keeps running: a `portee` command and its arguments.

    `{host}` and `{port}` in the arguments stand for the address the site is served at. `goes_with` names the program
    that brings this one along where no supervisor keeps both. `is_wanted` is asked once, when the installation is
    ready: what only a demonstration has runs nowhere else.
    """

    name: str
    arguments: tuple[str, ...]
    goes_with: str = ""
    is_wanted: Callable[[], bool] = lambda: True


_programs: list[Program] = [
    Program(name="web", arguments=("serve", "--host", "{host}", "--port", "{port}")),
    Program(name="worker", arguments=("worker",)),
]


def register_program(program: Program) -> None:
    """Have the supervisor keep one more program running; called from a context's `AppConfig.ready`."""
    if program not in _programs:
        _programs.append(program)


def companions_of(name: str) -> tuple[Program, ...]:
    """The programs that go with the one of this name."""
    return tuple(one for one in _programs if one.goes_with == name)


def registered_programs() -> tuple[Program, ...]:
    """The programs to keep running, in their order of start."""
    return tuple(one for one in _programs if one.is_wanted())
