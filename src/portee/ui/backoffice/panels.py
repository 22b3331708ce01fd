"""What waits for each person on the back office's home page: contexts register panels, the page composes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from portee.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One thing: what it is, where it leads, a detail beside it."""

    label: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled list of things; `empty_text` is said when there is none, and a panel without it is left out."""

    title: str | Promise
    lines: tuple[PanelLine, ...]
    empty_text: str | Promise = ""


PanelSource = Callable[[Actor, date], Panel | None]
"""Answers what a panel holds for an actor on a day; None for whom it does not concern."""

_sources: list[tuple[int, PanelSource]] = []


def register_panel(source: PanelSource, *, order: int = 100) -> None:
    """Add a panel to the home page, in `AppConfig.ready`; lower orders come first."""
    if all(source is not known for _, known in _sources):
        _sources.append((order, source))


def panels_for(actor: Actor, *, on: date) -> list[Panel]:
    """The panels that concern the actor on that day, in order."""
    found = [source(actor, on) for _, source in sorted(_sources, key=lambda pair: pair[0])]
    return [panel for panel in found if panel and (panel.lines or panel.empty_text)]
