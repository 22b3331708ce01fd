"""Whole journeys by keyboard alone, with and without JavaScript: what people come to do."""

import pytest

from tests.browser.demo_site import ESTABLISHMENT, LIBRARIAN, RESIDENT, Persona, Site
from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

"""In a range that the regulator keeps for fiction."""


@pytest.fixture(params=(True, False), ids=("with JavaScript", "without JavaScript"))
def keyboard(request: pytest.FixtureRequest, new_page: NewPage) -> Keyboard:
    """Give a visitor without a mouse, with or without JavaScript."""
    return Keyboard(new_page(java_script_enabled=request.param))


def sign_in(keyboard: Keyboard, persona: Persona, site: Site) -> None:
    """Go through the sign-in page as it opens."""
    keyboard.tab_to(kind="email")
    keyboard.type(persona.email)
    keyboard.tab_to(kind="password")
    keyboard.type(site.password_of(persona))
    keyboard.submit_form()


def test_a_visitor_finds_a_library_from_the_home_page(keyboard: Keyboard) -> None:
    keyboard.open("/")
    keyboard.tab_to(href="/etablissements/")
    keyboard.enter()
    keyboard.tab_to(field="q", within="main")
    keyboard.type("Caussade")
    keyboard.submit_form()
    assert "q=Caussade" in keyboard.page.url
    keyboard.tab_to(href="/etablissement/", within="main")
    keyboard.enter()
    assert "/etablissement/" in keyboard.page.url
    assert "caussade" in keyboard.page.locator("main").inner_text().casefold()


def test_a_visitor_searches_from_the_home_page(keyboard: Keyboard) -> None:
    keyboard.open("/")
    keyboard.tab_to(field="q", within="main")
    keyboard.type("violoncelle 2e cycle")
    keyboard.enter()
    assert "/recherche?" in keyboard.page.url
    assert (
        keyboard.page.locator("main input[type=search][name=q]").input_value()
        == "violoncelle 2e cycle"
    )


def test_a_resident_signs_in_reads_her_account_and_signs_out(
    keyboard: Keyboard, site: Site
) -> None:
    keyboard.open("/")
    keyboard.tab_to(href="/connexion/")
    keyboard.enter()
    sign_in(keyboard, RESIDENT, site)
    keyboard.tab_to(tag="summary", name="Mon compte")
    keyboard.press("Enter")
    keyboard.tab_to(href="/mon-compte/")
    keyboard.enter()
    assert RESIDENT.email in keyboard.page.locator("main").inner_text()
    keyboard.tab_to(tag="summary", name="Mon compte")
    keyboard.press("Enter")
    keyboard.tab_to(tag="button", name="Se déconnecter")
    keyboard.enter()
    keyboard.open("/mon-compte/")
    assert "/connexion/" in keyboard.page.url


def test_a_wrong_password_is_explained_where_it_was_typed(keyboard: Keyboard) -> None:
    keyboard.open("/connexion/")
    keyboard.tab_to(kind="email")
    keyboard.type("personne@nulle-part.example")
    keyboard.tab_to(kind="password")
    keyboard.type("pas le bon mot de passe")
    keyboard.submit_form()
    assert keyboard.page.title().startswith("Erreur")
    summary = keyboard.page.locator("main #form-errors").first
    assert summary.is_visible()
    assert (
        keyboard.page.locator("main input[type=email]").input_value()
        == "personne@nulle-part.example"
    )
    assert not keyboard.page.locator("main input[type=password]").input_value()


def test_a_reader_chooses_her_comfort_and_finds_it_on_the_next_page(keyboard: Keyboard) -> None:
    page = keyboard.page
    form = page.locator("form[data-comfort]")
    keyboard.open("/etablissements/")
    usual = appearance(keyboard)
    keyboard.tab_to(name="Confort de lecture")
    keyboard.press("Enter")
    form.wait_for()
    keyboard.choose(field="theme", value="dark")
    keyboard.choose(field="font", value="dyslexia")
    keyboard.tab_to(tag="button", name="Appliquer")
    keyboard.press("Enter")
    form.wait_for(state="hidden")
    assert page.url.endswith("/etablissements/")
    chosen = appearance(keyboard)
    keyboard.open("/aide/")
    assert appearance(keyboard) == chosen
    assert chosen[0] != usual[0]
    assert "dyslexic" in chosen[1].casefold()
    page.context.clear_cookies()
    keyboard.open("/aide/")
    assert appearance(keyboard) == usual


def test_the_comfort_dialog_holds_the_focus_and_gives_it_back(new_page: NewPage) -> None:
    keyboard = Keyboard(new_page())
    keyboard.open("/aide/")
    keyboard.tab_to(name="Confort de lecture")
    keyboard.press("Enter")
    keyboard.page.locator("dialog form[data-comfort]").wait_for()
    for _ in range(20):
        here = keyboard.tab()
        # None is the browser's own bar, which every dialog lets through.
        assert here is None or keyboard.page.evaluate(
            "document.activeElement.closest('dialog') !== null"
        ), f"the focus left the dialog for {here}"
    keyboard.press("Escape")
    keyboard.page.locator("dialog").wait_for(state="hidden")
    back = keyboard.focused()
    assert back
    assert back.name == "Confort de lecture"
    assert not keyboard.page.context.cookies()


def appearance(keyboard: Keyboard) -> tuple[str, str]:
    """Give the colour of the ground and the typeface of the text, as they are painted."""
    style = "getComputedStyle(document.body)"
    ground, typeface = keyboard.page.evaluate(f"[{style}.backgroundColor, {style}.fontFamily]")
    return ground, typeface


def test_a_reader_goes_to_english_and_comes_back(keyboard: Keyboard) -> None:
    keyboard.open("/etablissements/")
    keyboard.tab_to(href="/en/etablissements/")
    keyboard.enter()
    assert keyboard.page.locator("html").get_attribute("lang") == "en"
    keyboard.tab_to(name="Français")
    keyboard.enter()
    assert keyboard.page.url.endswith("/etablissements/")
    assert "/en/" not in keyboard.page.url


@pytest.mark.parametrize(
    ("java_script", "phone"),
    [(True, "05 63 00 00 01"), (False, "05 63 00 00 02")],
    ids=["with JavaScript", "without JavaScript"],
)
def test_a_librarian_corrects_the_telephone_of_her_library(
    java_script: bool, phone: str, new_page: NewPage, site: Site
) -> None:
    """Readers see the new number at once, page cache included."""
    visitor = new_page()
    visitor.goto(f"/etablissement/{ESTABLISHMENT}/")
    assert phone not in visitor.locator("main").inner_text()
    keyboard = Keyboard(new_page(java_script_enabled=java_script))
    keyboard.open("/gestion/")
    sign_in(keyboard, LIBRARIAN, site)
    keyboard.tab_to(href="/gestion/etablissements/")
    keyboard.enter()
    keyboard.tab_to(href="/gestion/etablissements/edit/")
    keyboard.enter()
    keyboard.tab_to(field="phone")
    keyboard.type(phone)
    keyboard.tab_to(tag="button", name="Enregistrer")
    keyboard.enter()
    visitor.reload()
    assert phone in visitor.locator("main").inner_text()
