"""Enlarged pages stay whole: narrow window, 400 %, text twice its size, the reader's own spacing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.demo_site import LANGUAGES
from tests.browser.fixtures import NewReader
from tests.browser.layout import (
    TEXT_SPACING,
    TEXT_TWICE,
    broken,
    impose,
    targets_below,
)
from tests.browser.pages import ALL_PAGES, SITE_PAGES
from tests.browser.reader import Reader
from tests.browser.themes import DYSLEXIA, LARGE, LIGHT, Theme

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 720}
ZOOMED_400 = {"width": 320, "height": 256}
"""What is left, in CSS pixels, of a window of 1280 × 1024 at 400 %."""
LEAST_TARGET = 24
WISHED_TARGET = 44


def problems_everywhere(
    reader: Reader, language: str, look: Callable[[Page], list[str]]
) -> list[str]:
    """Look at each page of the site and give what is wrong, the page's name before it."""
    return [
        f"{name}: {problem}"
        for name, page in reader.read(SITE_PAGES, language)
        for problem in look(page)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", [LIGHT, DYSLEXIA, LARGE], ids=lambda theme: theme.name)
def test_a_window_of_320_pixels_breaks_no_page(
    theme: Theme, language: str, new_reader: NewReader
) -> None:
    problems = problems_everywhere(new_reader(theme, viewport=NARROW), language, broken)
    assert not problems, "\n".join(problems)


def test_a_zoom_of_400_percent_breaks_no_page(new_reader: NewReader) -> None:
    problems = problems_everywhere(new_reader(viewport=ZOOMED_400), "fr", broken)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("rules", [TEXT_TWICE, TEXT_SPACING], ids=("text twice", "own spacing"))
@pytest.mark.parametrize("options", [{}, {"viewport": NARROW}], ids=("wide", "narrow"))
def test_text_enlarged_or_spread_by_the_reader_is_never_cut(
    rules: str, options: dict[str, Any], new_reader: NewReader
) -> None:
    def look(page: Page) -> list[str]:
        impose(page, rules)
        return broken(page)

    problems = problems_everywhere(new_reader(**options), "fr", look)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("options", [{}, {"viewport": NARROW}], ids=("wide", "narrow"))
def test_targets_are_large_enough_for_an_unsteady_hand(
    options: dict[str, Any], new_reader: NewReader, note: Callable[[str], None]
) -> None:
    reader = new_reader(**options)
    small: list[str] = []
    for name, page in reader.read(SITE_PAGES, "fr"):
        small += [f"{name}: {each}" for each in targets_below(page, LEAST_TARGET)]
        below = targets_below(page, WISHED_TARGET)
        if below:
            note(f"targets below {WISHED_TARGET} px on {name}: {len(below)}, first {below[0]}")
    assert not small, "\n".join(small)


def test_staff_screens_do_not_scroll_sideways_at_400_percent(new_reader: NewReader) -> None:
    reader = new_reader(viewport=ZOOMED_400)
    pages = tuple(each for each in ALL_PAGES if each.in_back_office)
    wide = [
        name
        for name, page in reader.read(pages, "fr")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth")
    ]
    assert not wide, wide
