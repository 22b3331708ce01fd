"""Search by keyboard alone, with and without JavaScript: from the box to a filter, to a resource, and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture(params=(True, False), ids=("with JavaScript", "without JavaScript"))
def keyboard(request: pytest.FixtureRequest, new_page: NewPage) -> Keyboard:
    """Give a visitor without a mouse, with or without JavaScript."""
    return Keyboard(new_page(java_script_enabled=request.param))


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_a_reader_searches_filters_opens_and_comes_back(keyboard: Keyboard) -> None:
    keyboard.open("/")
    keyboard.tab_to(field="q", within="main")
    keyboard.type("violoncelle")
    keyboard.enter()
    found = heading(keyboard.page)
    assert "violoncelle" in found
    keyboard.tab_to(field="type", within="main")
    keyboard.press("Space")
    if keyboard.page.evaluate("typeof htmx === 'undefined'"):
        keyboard.submit_form()
    keyboard.page.wait_for_url("**type=**")
    expect(keyboard.page.locator(".active-filters")).to_be_visible()
    filtered = keyboard.page.url
    keyboard.tab_to(href="/ressource/", within="main")
    keyboard.enter()
    assert "/ressource/" in keyboard.page.url
    keyboard.page.go_back()
    assert keyboard.page.url == filtered
    keyboard.tab_to(name="Retirer le filtre", within="main")
    keyboard.press("Enter")
    keyboard.page.wait_for_url(lambda url: "type=" not in url)
    assert heading(keyboard.page) == found


def test_an_update_keeps_the_focus_and_is_announced(new_page: NewPage) -> None:
    keyboard = Keyboard(new_page())
    refused: list[str] = []
    keyboard.page.on(
        "console", lambda message: refused.append(message.text) if message.type == "error" else None
    )
    keyboard.open("/recherche?q=violoncelle")
    ticked = keyboard.tab_to(field="type", within="main")
    keyboard.press("Space")
    keyboard.page.wait_for_url("**type=**")
    expect(keyboard.page.locator("#annonce")).to_contain_text("violoncelle")
    here = keyboard.focused()
    assert here
    assert (here.field, here.id) == ("type", ticked.id)
    assert not refused


def test_suggestions_are_chosen_by_arrows(new_page: NewPage) -> None:
    keyboard = Keyboard(new_page())
    keyboard.open("/recherche")
    keyboard.tab_to(field="q", within="main")
    keyboard.type("violonc")
    box = keyboard.page.get_by_role("combobox")
    expect(keyboard.page.get_by_role("option").first).to_be_visible()
    keyboard.press("ArrowDown")
    expect(box).to_have_value("Violoncelle")
    assert box.get_attribute("aria-activedescendant")
    keyboard.press("Escape")
    expect(box).to_have_value("violonc")
    expect(box).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    "java_script", [True, False], ids=["with JavaScript", "without JavaScript"]
)
def test_on_a_phone_results_come_first_and_filters_unfold(
    new_page: NewPage, java_script: bool
) -> None:
    keyboard = Keyboard(
        new_page(viewport={"width": 320, "height": 640}, java_script_enabled=java_script)
    )
    keyboard.open("/recherche?q=violoncelle&type=score")
    form = keyboard.page.locator("form.facets")
    expect(form).to_be_hidden()
    keyboard.tab_to(name="Affiner", within="main")
    keyboard.press("Enter")
    expect(form).to_be_visible()
    assert keyboard.page.evaluate("document.documentElement.scrollWidth") <= 320
