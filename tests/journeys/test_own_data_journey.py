"""A reader takes her data away, then erases her account: by keyboard, without JavaScript, on a narrow screen."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.browser.demo_site import Persona, Site
from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

LEAVING = Persona("tester")
"""Somebody whom no other test of the browser needs."""


def test_a_reader_downloads_her_data_then_erases_her_account(
    new_page: NewPage, site: Site, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    keyboard = Keyboard(page)
    sign_in(keyboard, site)
    keyboard.open("/mon-compte/")
    keyboard.tab_to(href="/mon-compte/donnees/", within="main")
    keyboard.enter()
    keyboard.tab_to(tag="button", name="Tout télécharger (ZIP)")
    with page.expect_download() as waited:
        keyboard.press("Enter")
    waited.value.save_as(tmp_path / "mes-donnees.zip")
    with zipfile.ZipFile(tmp_path / "mes-donnees.zip") as found:
        facts = json.loads(found.read("donnees.json"))
    assert LEAVING.email in str(facts["data"])
    keyboard.tab_to(href="/mon-compte/donnees/effacer/", within="main")
    keyboard.enter()
    keyboard.tab_to(kind="password")
    keyboard.type(site.password_of(LEAVING))
    keyboard.submit_form()
    assert "Votre compte est effacé" in page.locator("main").inner_text()
    sign_in(keyboard, site)
    assert page.locator("main #form-errors").is_visible()


def sign_in(keyboard: Keyboard, site: Site) -> None:
    """Give her address and her password on the sign-in page."""
    keyboard.open("/connexion/")
    keyboard.tab_to(kind="email")
    keyboard.type(LEAVING.email)
    keyboard.tab_to(kind="password")
    keyboard.type(site.password_of(LEAVING))
    keyboard.submit_form()
