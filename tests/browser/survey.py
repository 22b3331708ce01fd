"""Visits of the whole site: each page is opened once for a window and a language, and everything is looked at there.

Opening a page costs more than most looks at it. What a look gives is kept for the tests of the module, which say what
must be true of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.browser.pages import PageType
from tests.browser.reader import Reader

NewReader = Callable[..., Reader]


@dataclass(frozen=True)
class Look:
    """One thing to look at: `see` gives what there is to say of the page as it stands, and leaves it as it was."""

    name: str
    see: Callable[[Page], list[Any]]
    pages: frozenset[PageType]


@dataclass(frozen=True)
class Visit:
    """The pages of one language seen in one window (`options` are those of a browser context)."""

    name: str
    language: str
    pages: tuple[PageType, ...]
    looks: Sequence[Look]
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Seen:
    """What one visit gave: by look and page what was said, then what the browser asked and complained of."""

    said: dict[str, dict[str, list[Any]]]
    foreign: list[str]
    complaints: list[str]

    def lines(self, look: str) -> list[str]:
        """Everything that one look gave, each line after the name of its page."""
        return [f"{name}: {each}" for name, found in self.said[look].items() for each in found]


class Survey:
    """The visits made so far; each is made by the first test that asks for it."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def of(self, visit: Visit, new_reader: NewReader) -> Seen:
        """What a visit gave."""
        if visit.name not in self._seen:
            self._seen[visit.name] = _made(visit, new_reader(**visit.options))
        return self._seen[visit.name]


def _made(visit: Visit, reader: Reader) -> Seen:
    said: dict[str, dict[str, list[Any]]] = {look.name: {} for look in visit.looks}
    for page_type in visit.pages:
        if visit.language not in page_type.languages():
            continue
        page = reader.open(page_type, visit.language)
        for look in visit.looks:
            if page_type in look.pages:
                said[look.name][f"{page_type.name} ({visit.language})"] = look.see(page)
        page.wait_for_load_state("networkidle")
    return Seen(
        said=said,
        foreign=[url for each in reader.watches for url in each.foreign_requests()],
        complaints=[line for each in reader.watches for line in each.complaints],
    )
