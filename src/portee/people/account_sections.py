"""The registry of sections of one's own page: what contexts above add to it (docs/adr/0035)."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccountSection:
    """A part of the page. `template` draws what `read` gives of an account, as `section`; None leaves it out.

    `read` makes a known number of queries.
    """

    code: str
    template: str
    read: Callable[[int], object | None]


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section that has something to show."""

    template: str
    content: object


_sections: dict[str, AccountSection] = {}


def register_account_section(section: AccountSection) -> None:
    """Offer a section; registering the same code twice keeps the last."""
    _sections[section.code] = section


def sections_of(account_id: int) -> list[FilledSection]:
    """The sections that have something to show to a person, in the order of their registration."""
    read = ((section, section.read(account_id)) for section in _sections.values())
    return [
        FilledSection(section.template, content) for section, content in read if content is not None
    ]
