"""What somebody keeps in the account: without JavaScript by keyboard, and copied from the browser's own list."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.demo_site import GUARDIAN, Persona, Site
from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard
from tests.browser.reader import NewContext, sign_in

pytestmark = pytest.mark.browser

PUPIL = Persona("pupil")

NARROW = {"width": 320, "height": 720}


def titles(page: Page) -> list[str]:
    return [" ".join(each.split()) for each in page.locator("main .entry-title").all_inner_texts()]


def test_a_search_and_a_list_are_kept_by_keyboard_on_a_telephone_without_a_script(
    new_page: NewPage, site: Site
) -> None:
    page = new_page(java_script_enabled=False, viewport=NARROW)
    sign_in(page, PUPIL, site)
    keyboard = Keyboard(page)
    keyboard.open("/recherche?q=violoncelle")
    keyboard.tab_to(name="Garder cette recherche", tag="button")
    keyboard.enter()
    assert "Recherche gardée" in page.locator("main").inner_text()

    keyboard.open("/ressource/1")
    keyboard.tab_to(name="Garder dans mon compte", tag="summary")
    keyboard.press("Enter")
    keyboard.tab_to(name="Garder", tag="button", within="main")
    keyboard.enter()
    keyboard.open("/mon-compte/")
    keyboard.tab_to(name="Mes listes", within="main")
    keyboard.enter()
    keyboard.tab_to(name="Liste du", within="main")
    keyboard.enter()
    keyboard.tab_to(name="Ajouter une note", tag="summary")
    keyboard.press("Enter")
    keyboard.tab_to(field="note")
    keyboard.type("Mesures 1 à 20")
    keyboard.submit_form()
    assert "Mesures 1 à 20" in page.locator("main .entry-written").inner_text()


def test_a_list_of_the_browser_is_copied_into_the_account(
    new_page: NewPage, site: Site, new_context: NewContext
) -> None:
    page = new_page()
    sign_in(page, GUARDIAN, site)
    page.goto("/recherche?q=violoncelle")
    for number in (0, 1):
        page.locator(".hit").nth(number).get_by_role("button", name="Ajouter à ma liste").click()
    page.goto("/liste/")
    page.locator("main li[data-asked]").nth(1).wait_for()
    wanted = titles(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Copier cette liste dans mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma liste")
    assert titles(page) == wanted
    assert_accessible(page)

    elsewhere = new_context().new_page()
    sign_in(elsewhere, GUARDIAN, site)
    elsewhere.goto("/mon-compte/listes/")
    elsewhere.get_by_role("link", name="Ma liste").last.click()
    assert titles(elsewhere) == wanted
