"""The first steps of an installation, on the back office's home page until they are done: contexts register steps.

Whether a step is done is computed from what is there, never ticked by hand. What only the context at the top knows,
where the guide is and whether the list was put away, comes from the host that it registers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from portee.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `url` is where it is done, `guide` the slug of the guide's page, `detail` what is still missing."""

    label: str
    is_done: bool
    url: str
    guide: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """What the context at the top gives: whether the list was put away, who may do so and where, and the guide."""

    is_closed: Callable[[], bool]
    may_close: Callable[[Actor], bool]
    close_url: Callable[[], str]
    guide_url: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with the address of its page of the guide."""

    step: Step
    guide_url: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps that concern somebody; `close_url` is empty for whoever may not put them away."""

    lines: tuple[ShownStep, ...]
    close_url: str

    @property
    def done(self) -> int:
        """How many are behind."""
        return sum(line.step.is_done for line in self.lines)


StepSource = Callable[[Actor, date], Step | None]
"""Answers a step for an actor on a day; None for whoever may not do it, or where it does not apply."""

_sources: list[tuple[int, StepSource]] = []
_hosts: list[Host] = []


def register_step(source: StepSource, *, order: int) -> None:
    """Add a step; lower orders come first."""
    if all(source is not known for _, known in _sources):
        _sources.append((order, source))


def register_host(host: Host) -> None:
    """Say where the guide is and how the list is put away; the last one registered counts."""
    _hosts[:] = [host]


def checklist_for(actor: Actor, *, on: date) -> Checklist | None:
    """The steps that concern the actor, until all are done or the list was put away; none without a host."""
    if not _hosts or _hosts[0].is_closed():
        return None
    host = _hosts[0]
    found = [source(actor, on) for _, source in sorted(_sources, key=lambda pair: pair[0])]
    steps = [step for step in found if step]
    if all(step.is_done for step in steps):
        return None
    return Checklist(
        lines=tuple(ShownStep(step, host.guide_url(step.guide)) for step in steps),
        close_url=host.close_url() if host.may_close(actor) else "",
    )
