"""Browse by keyboard alone, without typing a word: from home to an instrument, to a score, and back."""

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture(params=(True, False), ids=("with JavaScript", "without JavaScript"))
def keyboard(request: pytest.FixtureRequest, new_page: NewPage) -> Keyboard:
    """Give a visitor without a mouse, with or without JavaScript."""
    return Keyboard(new_page(java_script_enabled=request.param))


def test_a_reader_browses_by_instrument(keyboard: Keyboard) -> None:
    keyboard.open("/")
    keyboard.tab_to(href="/parcourir/musique/", within="main")
    keyboard.enter()
    expect(keyboard.page.locator("h1")).to_have_text("Musique")
    keyboard.tab_to(href="/parcourir/instruments/", within="main")
    keyboard.enter()
    instruments = keyboard.page.url
    keyboard.tab_to(name="Violoncelle", within="main")
    keyboard.enter()
    expect(keyboard.page.locator(".active-filters")).to_contain_text("Violoncelle")
    keyboard.tab_to(href="/ressource/", within="main")
    keyboard.enter()
    assert "/ressource/" in keyboard.page.url
    keyboard.page.go_back()
    keyboard.page.go_back()
    assert keyboard.page.url == instruments


def test_a_reader_finds_a_person_by_the_alphabet(keyboard: Keyboard) -> None:
    keyboard.open("/parcourir/personnes/")
    keyboard.tab_to(href="/parcourir/personnes/s/", within="main")
    keyboard.enter()
    keyboard.tab_to(href="/recherche?person=", within="main")
    keyboard.enter()
    expect(keyboard.page.locator(".active-filters")).to_be_visible()
