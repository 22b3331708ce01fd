"""Enlarged pages stay whole: larger letters in a narrow window, 400 %. A reader's own text: `test_every_page.py`."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.demo_site import LANGUAGES
from tests.browser.fixtures import NewReader
from tests.browser.layout import broken
from tests.browser.pages import ALL_PAGES, SITE_PAGES
from tests.browser.reader import Reader
from tests.browser.themes import DYSLEXIA, LARGE, LIGHT, Theme

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 720}
ZOOMED_400 = {"width": 320, "height": 256}
"""What is left, in CSS pixels, of a window of 1280 × 1024 at 400 %."""


def problems_everywhere(
    reader: Reader, language: str, look: Callable[[Page], list[str]]
) -> list[str]:
    """Look at each page of the site and give what is wrong, the page's name before it."""
    return [
        f"{name}: {problem}"
        for name, page in reader.read(SITE_PAGES, language)
        for problem in look(page)
    ]


# In French, the narrow visit of `test_every_page.py` has the first appearance. French is the longer one: other letters
# and larger ones are seen in English by night.
APPEARANCES = [
    pytest.param(
        theme,
        language,
        id=f"{theme.name}-{language}",
        marks=pytest.mark.nightly if language == "en" and theme is not LIGHT else [],
    )
    for theme in (LIGHT, DYSLEXIA, LARGE)
    for language in LANGUAGES
    if (theme, language) != (LIGHT, "fr")
]


@pytest.mark.parametrize(("theme", "language"), APPEARANCES)
def test_a_window_of_320_pixels_breaks_no_page(
    theme: Theme, language: str, new_reader: NewReader
) -> None:
    problems = problems_everywhere(new_reader(theme, viewport=NARROW), language, broken)
    assert not problems, "\n".join(problems)


def test_a_zoom_of_400_percent_breaks_no_page(new_reader: NewReader) -> None:
    problems = problems_everywhere(new_reader(viewport=ZOOMED_400), "fr", broken)
    assert not problems, "\n".join(problems)


def test_staff_screens_do_not_scroll_sideways_at_400_percent(new_reader: NewReader) -> None:
    reader = new_reader(viewport=ZOOMED_400)
    pages = tuple(each for each in ALL_PAGES if each.in_back_office)
    wide = [
        name
        for name, page in reader.read(pages, "fr")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth")
    ]
    assert not wide, wide
