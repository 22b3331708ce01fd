"""The components around lists, in the gallery: what is heard, by keyboard, and at the width of a small telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.ui.browser.conftest import OpenGallery

pytestmark = pytest.mark.browser


def test_a_button_keeps_and_takes_out_and_says_which(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    keep = page.locator("#specimen-keep")
    button = keep.get_by_role("button", name="Add to my list: Le Cygne")
    button.focus()
    page.keyboard.press("Enter")
    expect(keep.get_by_role("button", name="In my list: take out Le Cygne")).to_be_focused()
    expect(keep.get_by_role("status")).to_have_text(
        "“Le Cygne” was added to the list “My list”, which holds 1."
    )
    expect(keep.get_by_role("link", name="See my list (1)")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Space")
    expect(keep.get_by_role("button", name="Add to my list: Le Cygne")).to_be_focused()
    expect(keep.get_by_role("link", name="See my list")).to_have_count(0)


def test_one_line_of_a_list_is_heard_with_what_can_be_done(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/", viewport={"width": 320, "height": 900})
    controls = page.locator("#specimen-entry .entry-controls")
    for name in ("Move up", "Move down", "Take out"):
        expect(controls.get_by_role("button", name=name)).to_be_visible()
    controls.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(controls.get_by_role("textbox", name="My note")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert_accessible(page)
