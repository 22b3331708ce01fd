"""Each component by the keyboard alone, and as assistive technology hears it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.ui.browser.conftest import OpenGallery

pytestmark = pytest.mark.browser


def test_tabs_are_walked_with_arrows(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    tabs = page.locator("#specimen-tabs")
    expect(tabs.locator("tab-set")).to_match_aria_snapshot(
        """
        - tablist "Ways of getting it":
          - tab "On line" [selected]
          - tab "To borrow"
          - tab "On site"
        - tabpanel "On line"
        """
    )
    tabs.get_by_role("tab", name="On line").focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="To borrow")).to_be_focused()
    expect(tabs.get_by_role("tabpanel", name="To borrow")).to_contain_text("On the shelf")
    page.keyboard.press("End")
    expect(tabs.get_by_role("tab", name="On site")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="On line")).to_be_focused()
    page.keyboard.press("Tab")
    expect(tabs.get_by_role("tabpanel")).to_be_focused()
    assert_accessible(page)


def test_a_dialog_keeps_the_focus_and_gives_it_back(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    opener = page.get_by_role("button", name="Open the dialog")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_match_aria_snapshot(
        """
        - dialog "Delete this list?":
          - heading "Delete this list?" [level=2]
          - button "Close"
          - paragraph: Its twelve titles stay in the catalogue.
          - button "Delete"
          - button "Keep it"
        """
    )
    assert_accessible(page)
    for _step in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_suggestions_are_chosen_with_arrows_accents_ignored(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    box = page.locator("#gallery-commune")
    box.focus()
    page.keyboard.type("oeui")
    expect(page.get_by_role("listbox", name="Your commune")).to_match_aria_snapshot(
        """
        - listbox "Your commune":
          - option "Œuilly"
        """
    )
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name="Œuilly")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "none")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(box).to_have_value("Œuilly")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()


def test_escape_closes_suggestions_then_empties_the_field(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    box = page.locator("#gallery-commune")
    box.focus()
    page.keyboard.type("caus")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("caus")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_folds_open_with_the_keyboard(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    fold = page.locator("#specimen-disclosures details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.get_by_text("At the library nearest to you")).to_be_visible()
    page.keyboard.press("Space")
    expect(fold.get_by_text("At the library nearest to you")).to_be_hidden()


def test_a_wide_table_scrolls_by_the_keyboard(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/", viewport={"width": 320, "height": 900})
    region = page.get_by_role("region", name="Where to find it")
    region.focus()
    expect(region).to_be_focused()
    before = region.evaluate("(e) => e.scrollLeft")
    assert region.evaluate("(e) => e.scrollWidth > e.clientWidth")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([e, before]) => e.scrollLeft > before", arg=[region.element_handle(), before]
    )


def test_the_error_summary_leads_to_the_field(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    page.locator("#specimen-form-errors .error-summary a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_wrong-name")).to_be_focused()
    described = page.locator("#id_wrong-name").get_attribute("aria-describedby") or ""
    for identifier in described.split():
        expect(page.locator(f"#{identifier}")).to_be_visible()


def test_a_field_is_heard_with_its_hint(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    field = page.locator("#id_fresh-name")
    expect(field).to_have_accessible_name("Your name (required)")
    expect(field).to_have_accessible_description("As you wish to be called.")


def test_the_page_number_is_heard_as_a_page(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    expect(page.get_by_role("navigation", name="A long list")).to_match_aria_snapshot(
        """
        - navigation "A long list":
          - list:
            - listitem:
              - link "Previous page"
            - listitem:
              - link "Page 1"
            - listitem:
              - link "Page 7"
            - listitem: Page 8
            - listitem:
              - link "Page 9"
            - listitem:
              - link "Page 20"
            - listitem:
              - link "Next page"
        """
    )


def test_the_branches_of_a_tree_fold(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    tree = page.get_by_role("navigation", name="Establishments by place")
    expect(tree.get_by_role("link", name="Lauzerte")).to_be_visible()
    tree.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tree.get_by_role("link", name="Lauzerte")).to_be_hidden()


def test_the_first_stop_leads_past_the_menus(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert re.search(r"#contenu$", page.url)


def test_the_menu_of_a_phone_opens_and_escape_closes_it(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/", viewport={"width": 320, "height": 900})
    menu = page.locator(".main-nav.small")
    summary = menu.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link").first).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_without_javascript_nothing_is_out_of_reach(open_gallery: OpenGallery) -> None:
    page = open_gallery("/en/composants/", java_script_enabled=False)
    for text in ("Twelve pages, for everybody.", "On the shelf in your establishment."):
        expect(page.locator("#specimen-tabs").get_by_text(text)).to_be_visible()
    expect(page.get_by_role("button", name="Open the dialog")).to_be_hidden()
    expect(page.locator("#gallery-commune")).to_have_attribute("list", "gallery-communes")
