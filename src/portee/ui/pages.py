"""The page numbers that a long list shows: the first, the last, those around the present one."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list; without a number it is a gap."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a pagination draws; an empty address means there is no such page."""

    previous_url: str
    next_url: str
    pages: tuple[PageLink, ...]


def page_links(page: Page[Any], query: QueryDict) -> PageLinks:
    """Link the pages of a list, keeping every other word of the address."""

    def url(number: int) -> str:
        words = query.copy()
        words["page"] = str(number)
        return f"?{words.urlencode()}"

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return PageLinks(
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
        pages=tuple(
            PageLink(number=number, url=url(number), is_current=number == page.number)
            if isinstance(number, int)
            else PageLink(number=None)
            for number in elided
        ),
    )
