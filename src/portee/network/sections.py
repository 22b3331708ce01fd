"""The registry of sections: what contexts above add to the page of an establishment, which knows none of them.

A context registers in its `AppConfig.ready`, as it does with the menus (docs/adr/0035).
"""

from collections.abc import Callable
from dataclasses import dataclass

from portee.network.queries.establishment import EstablishmentSummary


@dataclass(frozen=True, slots=True)
class EstablishmentSection:
    """A part of the page. `template` draws what `read` gives, as `section`; it is left out when `read` gives None.

    `read` is called for every page that is not kept: it makes a known number of queries.
    """

    code: str
    template: str
    read: Callable[[EstablishmentSummary], object | None]


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section that has something to show."""

    template: str
    content: object


_sections: dict[str, EstablishmentSection] = {}


def register_section(section: EstablishmentSection) -> None:
    """Offer a section; registering the same code twice keeps the last."""
    _sections[section.code] = section


def sections_of(establishment: EstablishmentSummary) -> list[FilledSection]:
    """The sections that have something to show of an establishment, in the order of their registration."""
    read = ((section, section.read(establishment)) for section in _sections.values())
    return [
        FilledSection(section.template, content) for section, content in read if content is not None
    ]
