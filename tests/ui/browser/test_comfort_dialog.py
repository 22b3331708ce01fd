"""Reading comfort in a real browser: seen at once, remembered, left as it was when one changes one's mind."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.fixtures import NewPage

pytestmark = pytest.mark.browser


def open_dialog(page: Page, path: str = "/en/") -> None:
    page.goto(path)
    page.get_by_role("button", name="Reading comfort").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Reading comfort")).to_be_visible()


def test_a_choice_is_seen_at_once_and_kept(new_page: NewPage) -> None:
    page = new_page()
    open_dialog(page)
    assert_accessible(page)
    page.get_by_role("radio", name="Dark").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("radio", name="150 %").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Reading comfort")).to_be_focused()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["portee_comfort"]


def test_escape_gives_the_page_back_as_it_was(new_page: NewPage) -> None:
    page = new_page()
    open_dialog(page)
    page.get_by_role("radio", name="High contrast").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    page.keyboard.press("Escape")
    expect(page.locator("html[data-theme]")).to_have_count(0)
    expect(page.get_by_role("button", name="Reading comfort")).to_be_focused()
    assert page.context.cookies() == []


def test_the_usual_display_comes_back_in_one_gesture(new_page: NewPage) -> None:
    page = new_page()
    open_dialog(page)
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Reading comfort").click()
    page.get_by_role("button", name="Back to the usual display").click()
    expect(page.locator("html[data-theme]")).to_have_count(0)
    page.reload()
    expect(page.locator("html[data-theme]")).to_have_count(0)
    assert page.context.cookies() == []


def test_the_form_works_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/en/etablissements/")
    page.get_by_role("link", name="Reading comfort").click()
    page.get_by_role("radio", name="High contrast").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/en/etablissements/")
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")


@pytest.mark.parametrize(
    ("scheme", "contrast", "paper"),
    [
        ("light", "no-preference", "rgb(251, 247, 239)"),
        ("dark", "no-preference", "rgb(23, 19, 29)"),
        ("light", "more", "rgb(255, 255, 255)"),
        ("dark", "more", "rgb(0, 0, 0)"),
    ],
)
def test_the_device_is_listened_to(
    scheme: str, contrast: str, paper: str, new_page: NewPage
) -> None:
    page = new_page(color_scheme=scheme, contrast=contrast)
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_colours_imposed_by_the_device_hide_nothing(new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    page.goto("/confort/")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert_accessible(page)
    button = page.get_by_role("button", name="Appliquer")
    assert button.evaluate("(e) => getComputedStyle(e).borderTopStyle") == "solid"


def test_wide_spacing_is_what_low_vision_guides_ask(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/confort/")
    page.get_by_role("radio", name="Large : plus d’espace").check()
    page.get_by_role("radio", name="Pour les lecteurs dyslexiques").check()
    page.get_by_role("button", name="Appliquer").click()
    style = page.locator("main p").first.evaluate(
        """(e) => { const s = getComputedStyle(e); const size = parseFloat(s.fontSize);
          return {letter: parseFloat(s.letterSpacing) / size, word: parseFloat(s.wordSpacing) / size,
                  line: parseFloat(s.lineHeight) / size, align: s.textAlign, font: s.fontFamily}; }"""
    )
    assert style["letter"] >= 0.119
    assert style["word"] >= 0.159
    assert style["line"] >= 1.5
    assert style["align"] in {"start", "left"}
    assert style["font"].startswith("OpenDyslexic")
