"""Ways in beside the password: a link without JavaScript, a passkey, an application; as axe sees them too."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser.axe import examine
from tests.browser.demo_site import RESIDENT, Persona, Site, read_passwords
from tests.browser.fixtures import NewPage
from tests.browser.installation import Installation
from tests.browser.reader import sign_in

pytestmark = pytest.mark.browser

WRITER, PUPIL, MODERATOR = Persona("writer"), Persona("pupil"), Persona("moderator")
SECURITY = "/mon-compte/securite/"


@pytest.fixture(scope="module")
def strict_site(installation: Installation) -> Iterator[Site]:
    """Serve the same network as a real one: staff owe a second factor.

    Asked as `localhost`, since browsers refuse passkeys to an address that is a number.
    """
    with installation.served(PORTEE_STAFF_SECOND_FACTOR="required") as address:
        passwords = read_passwords(installation.folder)
        yield Site(address=address.replace("127.0.0.1", "localhost"), passwords=passwords)


@pytest.fixture
def person(new_page: NewPage, strict_site: Site) -> Page:
    """Open a page of that site, with a device that keeps passkeys and recognises its owner."""
    page = new_page(base_url=strict_site.address)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def press(page: Page, name: str) -> None:
    """Press the button of that name, and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name, exact=True).press("Enter")


def is_clean(page: Page) -> bool:
    """Whether axe finds nothing to say of the page."""
    findings = examine(page)
    assert not findings.violations, findings.violations
    return True


def code_for(secret: str, *, periods: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods)))


def test_member_of_staff_sets_an_application_up_before_the_back_office_opens(
    person: Page, strict_site: Site
) -> None:
    sign_in(person, WRITER, strict_site)
    person.goto("/gestion/")
    assert person.url.endswith(SECURITY)
    assert is_clean(person)
    person.get_by_role("link", name="Installer une application à codes").press("Enter")
    person.wait_for_url("**/application/")
    assert is_clean(person)
    secret = person.locator("code.secret").inner_text().replace(" ", "")
    person.locator("main #id_code").fill(code_for(secret))
    press(person, "Valider cette application")
    assert person.locator(".codes li").count() == 10
    assert is_clean(person)
    person.goto("/gestion/")
    assert person.url.endswith("/gestion/")
    person.context.clear_cookies()
    sign_in_to_second_step(person, WRITER, strict_site)
    assert is_clean(person)
    person.locator("main #id_code").fill(code_for(secret, periods=1))
    press(person, "Se connecter")
    person.goto("/gestion/")
    assert person.url.endswith("/gestion/")
    person.goto(f"{SECURITY}application/retirer/")
    assert is_clean(person)
    press(person, "Retirer l’application")
    person.goto("/gestion/")
    assert person.url.endswith(SECURITY)


def sign_in_to_second_step(page: Page, persona: Persona, site: Site) -> None:
    """Give the right password, and stand before the second step."""
    page.goto("/connexion/")
    page.locator("main input[type=email]").fill(persona.email)
    page.locator("main input[type=password]").fill(site.password_of(persona))
    page.locator("main input[type=password]").press("Enter")
    page.wait_for_url("**/connexion/deuxieme-etape/")


def test_passkey_is_added_named_used_for_both_factors_and_removed(
    person: Page, strict_site: Site
) -> None:
    sign_in(person, MODERATOR, strict_site)
    person.goto(f"{SECURITY}cles/ajouter/")
    assert is_clean(person)
    person.locator("main #id_name").fill("Mon téléphone")
    press(person, "Ajouter cet appareil")
    assert "Codes de secours" in person.locator("main h1").inner_text()
    person.context.clear_cookies()

    person.goto("/connexion/")
    press(person, "Se connecter par clé d’accès")
    person.goto("/gestion/")
    assert person.url.endswith("/gestion/"), "a passkey that verified its holder is both factors"

    person.goto(SECURITY)
    assert "Mon téléphone" in person.locator("main").inner_text()
    assert is_clean(person)
    person.get_by_role("link", name="Renommer Mon téléphone").press("Enter")
    person.wait_for_url("**/cles/*/")
    assert is_clean(person)
    person.locator("main #id_name").fill("Vieux téléphone")
    press(person, "Enregistrer")
    person.get_by_role("link", name="Retirer Vieux téléphone").press("Enter")
    person.wait_for_url("**/retirer/")
    assert is_clean(person)
    press(person, "Retirer cette clé d’accès")
    assert "Vieux téléphone" not in person.locator("main .card").all_inner_texts()
    person.goto("/gestion/")
    assert person.url.endswith(SECURITY)


def test_passkey_is_a_second_step_after_the_password(person: Page, strict_site: Site) -> None:
    sign_in(person, PUPIL, strict_site)
    person.goto(f"{SECURITY}cles/ajouter/")
    press(person, "Ajouter cet appareil")
    person.context.clear_cookies()
    sign_in_to_second_step(person, PUPIL, strict_site)
    press(person, "Utiliser une clé d’accès")
    person.goto("/mon-compte/confirmer/cle/")
    assert is_clean(person)
    press(person, "Utiliser une clé d’accès")
    person.goto(SECURITY)
    person.get_by_role("link", name="Retirer Ma clé d’accès").press("Enter")
    person.wait_for_url("**/retirer/")
    press(person, "Retirer cette clé d’accès")


def test_refused_passkey_is_said_and_leaves_the_other_ways_in(person: Page) -> None:
    person.goto("/connexion/")
    person.get_by_role("button", name="Se connecter par clé d’accès").press("Enter")
    alert = person.locator("passkey-form [role=alert]")
    alert.wait_for()
    assert "prenez un autre moyen" in alert.inner_text()
    assert person.get_by_role("link", name="Recevoir un lien de connexion").is_visible()


def test_address_that_is_a_number_offers_no_passkey(page: Page) -> None:
    page.goto("/connexion/")
    assert not page.get_by_role("button", name="Se connecter par clé d’accès").is_visible()


def test_reader_without_javascript_signs_in_by_a_link_on_a_telephone(
    new_page: NewPage, strict_site: Site, installation: Installation
) -> None:
    page = new_page(
        base_url=strict_site.address,
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    page.goto("/connexion/")
    assert not page.locator("passkey-form").is_visible()
    page.get_by_role("link", name="Recevoir un lien de connexion").press("Enter")
    page.locator("main input[type=email]").fill(RESIDENT.email)
    press(page, "M’envoyer le lien")
    assert page.url.endswith("/connexion/lien/envoye/")
    assert not page.context.cookies()
    path = link_written(installation)
    page.goto(path)
    assert RESIDENT.email in page.locator("main").inner_text()
    press(page, "Se connecter")
    page.goto("/mon-compte/connexions/")
    assert "Cet appareil" in page.locator("main").inner_text()
    page.goto(path)
    assert "Ce lien ne fonctionne plus" in page.locator("main h1").inner_text()


WAITING = """
from email import message_from_bytes
from portee.kernel.models import OutgoingMail
mail = message_from_bytes(bytes(OutgoingMail.objects.latest("pk").message))
print(mail.get_payload()[0].get_payload(decode=True).decode())
"""


def link_written(installation: Installation) -> str:
    """Read the link in the mail that waits to leave: no worker sends it here."""
    found = re.search(r"/connexion/lien/[\w-]+/", installation.run("shell", "-c", WAITING))
    assert found
    return found[0]
