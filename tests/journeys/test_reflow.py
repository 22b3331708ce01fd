"""Enlarged pages stay whole in English, and those of staff at 400 %. In French: `test_every_page.py`."""

import pytest

from tests.browser.fixtures import NewReader
from tests.browser.layout import broken
from tests.browser.pages import ALL_PAGES, SITE_PAGES
from tests.browser.themes import DYSLEXIA, LARGE, LIGHT, Theme

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 720}
ZOOMED_400 = {"width": 320, "height": 256}
"""What is left, in CSS pixels, of a window of 1280 × 1024 at 400 %."""


# French is the longer one, seen on each push: English waits for the night.
@pytest.mark.nightly
@pytest.mark.parametrize("theme", [LIGHT, DYSLEXIA, LARGE], ids=lambda theme: theme.name)
def test_a_window_of_320_pixels_breaks_no_page(theme: Theme, new_reader: NewReader) -> None:
    problems = [
        f"{name}: {problem}"
        for name, page in new_reader(theme, viewport=NARROW).read(SITE_PAGES, "en")
        for problem in broken(page)
    ]
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
