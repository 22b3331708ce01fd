"""The register itself: what contexts declared, in their order; and what they said holds nothing of anybody."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from portee.kernel.personal_data.declaration import Declaration, Person, Purpose

_purposes: Final[dict[str, Purpose]] = {}
_declarations: Final[dict[str, Declaration]] = {}
_exempt_models: Final[dict[str, str]] = {}
_exempt_applications: Final[dict[str, str]] = {}
_traces: Final[list[Callable[[Sequence[Person]], int]]] = []
_obstacles: Final[list[Callable[[Person, date], str | None]]] = []


def register_purpose(purpose: Purpose) -> None:
    """Tell of a use of personal data; telling the same code twice keeps the last."""
    _purposes[purpose.code] = purpose


def declare(*found: Declaration) -> None:
    """Declare tables; declaring the same table twice keeps the last."""
    for declaration in found:
        _declarations[declaration.model] = declaration


def exempt(model: str, *, reason: str) -> None:
    """Say that a table holds nothing of anybody, although it looks as if it might; `reason` is read by reviewers."""
    _exempt_models[model] = reason


def exempt_application(label: str, *, reason: str) -> None:
    """Say the same of every table of an application."""
    _exempt_applications[label] = reason


def register_trace(erase: Callable[[Sequence[Person]], int]) -> None:
    """Have something that is no table erased with an account: files, rows of a table without a model."""
    if erase not in _traces:
        _traces.append(erase)


def register_obstacle(find: Callable[[Person, date], str | None]) -> None:
    """Have an erasure refused while `find` gives a sentence: a loan not returned, a network left without anybody."""
    if find not in _obstacles:
        _obstacles.append(find)


def obstacles(person: Person, *, on: date) -> list[str]:
    """Why the account cannot be erased on that day, in sentences for the person; none when it can."""
    return [reason for find in _obstacles if (reason := find(person, on))]


def purposes() -> tuple[Purpose, ...]:
    """Every purpose, in the order in which readers are told."""
    return tuple(sorted(_purposes.values(), key=lambda one: (one.order, one.code)))


def declarations(*, purpose: str | None = None) -> tuple[Declaration, ...]:
    """Every table declared, or those of a purpose, by name."""
    found = sorted(_declarations.values(), key=lambda one: one.model)
    return tuple(one for one in found if purpose is None or one.purpose == purpose)


def is_exempt(model: str) -> bool:
    """Whether somebody said that this table (`application.Model`) holds nothing of anybody."""
    return model in _exempt_models or model.split(".", maxsplit=1)[0] in _exempt_applications


def exemptions() -> dict[str, str]:
    """What was exempted, applications included, each with its reason."""
    return {**_exempt_applications, **_exempt_models}


def traces() -> tuple[Callable[[Sequence[Person]], int], ...]:
    """What is erased beside tables."""
    return tuple(_traces)
