"""Search, open, cite, copy, go back: what a pupil does with a resource, by keyboard alone."""

import pytest

from tests.browser.demo_site import Site
from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without"])
def test_a_pupil_opens_a_score_cites_it_and_goes_back_to_her_results(
    java_script: bool, new_page: NewPage, site: Site
) -> None:
    page = new_page(
        java_script_enabled=java_script, permissions=["clipboard-read", "clipboard-write"]
    )
    keyboard = Keyboard(page)
    keyboard.open("/recherche?q=sicilienne")
    results = page.url
    keyboard.tab_to(href="/ressource/", within="main")
    keyboard.enter()
    title = page.locator("h1").inner_text()
    assert title in page.title()
    keyboard.tab_to(href="#cite")
    keyboard.press("Enter")
    citation = page.locator("#cite-iso-690")
    assert title.split(" :")[0] in citation.inner_text()
    copy = page.locator("copy-text").first
    if java_script:
        keyboard.tab_to(tag="button", name="Copier")
        keyboard.press("Enter")
        copy.get_by_role("status").get_by_text("Copié").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == citation.inner_text()
    else:
        assert not copy.is_visible()
    page.go_back()
    if "#" in page.url or "/ressource/" in page.url:
        page.go_back()
    assert page.url == results
