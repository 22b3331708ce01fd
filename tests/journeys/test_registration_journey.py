"""From a form on a telephone to an account: a resident and her librarian; a child, the parent, what the parent undoes.

By keyboard, without a script, at 320 pixels; the librarian at a desk. Mails are read where they wait to leave.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.demo_site import Persona, Site
from tests.browser.fixtures import NewPage
from tests.browser.installation import Installation
from tests.browser.keyboard import Keyboard
from tests.browser.reader import sign_in

pytestmark = pytest.mark.browser

LIBRARIAN = Persona("librarian")
LIBRARY = "memo-mediatheque-de-montauban"
PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
PASSWORD = "quatre vents trois pupitres"

WAITING = """
from email import message_from_bytes, policy
from portee.kernel.models import OutgoingMail
for mail in OutgoingMail.objects.order_by("-pk"):
    if {to!r} in mail.recipients:
        message = message_from_bytes(bytes(mail.message), policy=policy.default)
        print(message.get_body(["plain"]).get_content())
"""


def mailed_link(installation: Installation, to: str, path: str) -> str:
    """The newest link of a kind that was written to an address."""
    said = installation.run("shell", "-c", WAITING.format(to=to))
    found = re.search(rf"(/{path}/\S+)", said)
    assert found, f"no link to {path} in the mails to {to}: {said}"
    return found[1]


def press(keyboard: Keyboard, name: str) -> None:
    keyboard.tab_to(tag="button", name=name, within="main")
    keyboard.enter()


def give(keyboard: Keyboard, **answers: str) -> None:
    """Fill fields in by the keyboard, and go on."""
    for field, text in answers.items():
        keyboard.tab_to(field=field)
        keyboard.type(text)
    press(keyboard, "Continuer")


def send(keyboard: Keyboard) -> None:
    keyboard.tab_to(field="consent")
    keyboard.press("Space")
    press(keyboard, "Envoyer ma demande")
    assert "/inscription/envoyee/" in keyboard.page.url


def accepted_by_the_librarian(new_page: NewPage, site: Site, name: str) -> None:
    """Marc finds the request on his first page, and accepts it with one button."""
    desk: Page = new_page()
    sign_in(desk, LIBRARIAN, site)
    desk.goto("/gestion/inscriptions/")
    with desk.expect_navigation():
        desk.get_by_role("link", name=name).first.click()
    assert_accessible(desk)
    with desk.expect_navigation():
        desk.get_by_role("button", name="Accepter pour un an").click()
    expect(desk.locator("body")).to_contain_text(name)


def password_chosen(keyboard: Keyboard, installation: Installation, email: str) -> None:
    """Follow the link that was sent, and choose a password, which signs in."""
    keyboard.open(mailed_link(installation, email, "mot-de-passe/choisir"))
    for field in ("password1", "password2"):
        keyboard.tab_to(field=field)
        keyboard.type(PASSWORD)
    press(keyboard, "Enregistrer ce mot de passe")


def test_a_resident_asks_on_a_phone_her_librarian_accepts_and_she_signs_in(
    new_page: NewPage, site: Site, installation: Installation
) -> None:
    email = "lucie.bex@demo.example"
    keyboard = Keyboard(new_page(**PHONE))
    keyboard.open(f"/inscription/?etablissement={LIBRARY}")
    press(keyboard, "Continuer")
    give(keyboard, display_name="Lucie Bex", birth_year="1986", commune="Montauban")
    give(keyboard, email=email)
    send(keyboard)
    accepted_by_the_librarian(new_page, site, "Lucie Bex")
    password_chosen(keyboard, installation, email)
    keyboard.open("/mon-compte/")
    expect(keyboard.page.locator("main")).to_contain_text("Inscrit")
    assert keyboard.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_parent_consents_for_a_child_follows_the_registration_and_withdraws(
    new_page: NewPage, site: Site, installation: Installation
) -> None:
    email = "claude.roques@demo.example"
    keyboard = Keyboard(new_page(**PHONE))
    page = keyboard.page
    keyboard.open(f"/inscription/?etablissement={LIBRARY}")
    press(keyboard, "Continuer")
    give(keyboard, display_name="Ana Roques", birth_year="2018", commune="Montauban")
    give(keyboard, guardian_email=email)
    send(keyboard)

    keyboard.open(mailed_link(installation, email, "inscription/accord"))
    press(keyboard, "Je donne mon accord")
    expect(page.locator("main")).to_contain_text("votre accord est enregistré")
    accepted_by_the_librarian(new_page, site, "Ana Roques")

    keyboard.open(mailed_link(installation, email, "responsable"))
    keyboard.tab_to(field="display_name")
    keyboard.type("Claude Roques")
    keyboard.submit_form()
    password_chosen(keyboard, installation, email)

    keyboard.open("/mon-compte/enfants/")
    keyboard.tab_to(name="Tout voir", within="main")
    keyboard.enter()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Roques")
    keyboard.tab_to(name="Retirer mon accord", within="main")
    keyboard.enter()
    keyboard.tab_to(kind="password")
    keyboard.type(PASSWORD)
    keyboard.submit_form()
    expect(page.locator("main")).to_contain_text("Vous avez retiré votre accord le")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
