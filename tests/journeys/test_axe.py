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
from tests.browser.themes import CONTRAST, DARK, DYSLEXIA, LARGE, LIGHT, Theme
from tests.journeys.reviews import judge

pytestmark = pytest.mark.browser

COLOURS, LETTERS = (DARK, CONTRAST), (DYSLEXIA, LARGE)
"""Colours are read by axe on each push. Letters by night: what they may break is the layout, seen in every window."""


def _axe_in(page: Page, *, theme: Theme) -> list[Findings]:
    with theme.worn_by(page):
        return [examine(page)]


def _visit(name: str, language: str, themes: tuple[Theme, ...]) -> Visit:
    # The back office has one appearance.
    looks = [Look(one.name, partial(_axe_in, theme=one), frozenset(SITE_PAGES)) for one in themes]
    return Visit(f"{name}, {language}", language, SITE_PAGES, looks)


SEEN = [
    pytest.param(
        visit,
        theme,
        id=f"{theme.name}-{visit.language}",
        marks=[] if visit.language == "fr" and themes is COLOURS else pytest.mark.nightly,
    )
    for name, themes in (("colours", COLOURS), ("letters", LETTERS))
    for visit in (_visit(name, "fr", themes), _visit(name, "en", themes))
    for theme in themes
]


@pytest.fixture(scope="module")
def survey() -> Survey:
    """Keep what the visits of this module saw."""
    return Survey()


@pytest.mark.parametrize(("visit", "theme"), SEEN)
def test_no_appearance_breaks_a_rule_of_axe(
    visit: Visit, theme: Theme, survey: Survey, new_reader: NewReader, note: Callable[[str], None]
) -> None:
    said = survey.of(visit, new_reader).said[theme.name]
    judge({name: found[0] for name, found in said.items()}, note)


@pytest.mark.parametrize("theme", [*COLOURS, *LETTERS], ids=lambda theme: theme.name)
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
