"""axe-core refuses nothing in any appearance that a reader may choose; `test_every_page.py` has the first one.

One visit a language: each page is opened once, then dressed in each appearance.
"""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.axe import Findings, examine
from tests.browser.fixtures import NewReader
from tests.browser.pages import SITE_PAGES, PageType
from tests.browser.survey import Look, Survey, Visit
from tests.browser.themes import LIGHT, THEMES, Theme
from tests.journeys.reviews import judge

pytestmark = pytest.mark.browser

OTHERS = tuple(theme for theme in THEMES if theme is not LIGHT)


def _axe_in(page: Page, *, theme: Theme) -> list[Findings]:
    with theme.worn_by(page):
        return [examine(page)]


# The back office has one appearance.
LOOKS = tuple(
    Look(theme.name, partial(_axe_in, theme=theme), frozenset(SITE_PAGES)) for theme in OTHERS
)
FRENCH = Visit("appearances", "fr", SITE_PAGES, LOOKS)
ENGLISH = Visit("appearances, English", "en", SITE_PAGES, LOOKS)
# In French on each push; in English by night.
VISITS = [
    pytest.param(FRENCH, id="fr"),
    pytest.param(ENGLISH, id="en", marks=pytest.mark.nightly),
]


@pytest.fixture(scope="module")
def survey() -> Survey:
    """Keep what the visits of this module saw."""
    return Survey()


@pytest.mark.parametrize("theme", OTHERS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("visit", VISITS)
def test_no_appearance_breaks_a_rule_of_axe(
    visit: Visit, theme: Theme, survey: Survey, new_reader: NewReader, note: Callable[[str], None]
) -> None:
    said = survey.of(visit, new_reader).said[theme.name]
    judge({name: found[0] for name, found in said.items()}, note)


@pytest.mark.parametrize("theme", OTHERS, ids=lambda theme: theme.name)
def test_appearance_is_attributes_of_the_root_and_nothing_else(
    theme: Theme, new_reader: NewReader
) -> None:
    home = PageType("home", "/")
    plain, chosen = new_reader(LIGHT), new_reader(theme)
    bare, dressed = plain.open(home, "fr"), chosen.open(home, "fr")
    root = re.compile(r"<html[^>]*>")
    sources = [
        root.sub("<html>", re.sub(r'nonce="[^"]*"', "", reader.source(page)), count=1)
        for reader, page in ((plain, bare), (chosen, dressed))
    ]
    assert sources[0] == sources[1]
    with theme.worn_by(bare):
        written = [page.evaluate(ROOT_ATTRIBUTES) for page in (bare, dressed)]
        assert written[0] == written[1]
    assert bare.evaluate(ROOT_ATTRIBUTES) == {"theme": "light"}


ROOT_ATTRIBUTES = "() => ({...document.documentElement.dataset})"
