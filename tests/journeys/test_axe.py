"""axe-core refuses nothing in any appearance that a reader may choose; `test_every_page.py` has the first one."""

from collections.abc import Callable

import pytest

from tests.browser.axe import examine
from tests.browser.demo_site import LANGUAGES
from tests.browser.fixtures import NewReader
from tests.browser.pages import SITE_PAGES
from tests.browser.themes import LIGHT, THEMES, Theme
from tests.journeys.reviews import judge

pytestmark = pytest.mark.browser

# Each theme in French on each push; in English by night.
PAIRS = [
    pytest.param(
        theme,
        language,
        id=f"{theme.name}-{language}",
        marks=[] if language == "fr" else pytest.mark.nightly,
    )
    for theme in THEMES
    if theme is not LIGHT
    for language in LANGUAGES
]


@pytest.mark.parametrize(("theme", "language"), PAIRS)
def test_no_appearance_breaks_a_rule_of_axe(
    theme: Theme, language: str, new_reader: NewReader, note: Callable[[str], None]
) -> None:
    # The back office has one appearance.
    pages = new_reader(theme).read(SITE_PAGES, language)
    judge({name: examine(page) for name, page in pages}, note)
