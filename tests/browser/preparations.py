"""What is done before a page is looked at: a form sent, a row followed, a list kept in the browser."""

import re

from playwright.sync_api import Page


def nothing(page: Page) -> None:
    """Leave the page as it opens."""


def refused_sign_in(page: Page) -> None:
    """Send the form with an address nobody has."""
    page.locator("main input[type=email]").fill("personne@nulle-part.example")
    page.locator("main input[type=password]").fill("Quatre vents, trois pupitres")
    with page.expect_navigation():
        page.locator("main input[type=password]").press("Enter")
    page.locator("main #form-errors").wait_for()


def chosen_library(page: Page) -> None:
    """Choose the first establishment, go on to the next question."""
    page.locator("main input[name=establishment]").first.check()
    _send(page)


def told_of_a_child(page: Page) -> None:
    """Go on to the address of the guardian of a child."""
    chosen_library(page)
    page.locator("main #id_display_name").fill("Noé Vidal")
    page.locator("main #id_birth_year").fill("2016")
    page.locator("main #id_commune").fill("Montauban")
    _send(page)
    page.locator("main #id_guardian_email").wait_for()


def asked_for_a_proof(page: Page) -> None:
    """Go on to the proof that the conservatoire asks for."""
    chosen_library(page)
    page.locator("main #id_display_name").fill("Rose Martin")
    page.locator("main #id_birth_year").fill("1980")
    page.locator("main #id_commune").fill("Montauban")
    _send(page)
    page.locator("main #id_email").fill("rose@demo.example")
    _send(page)
    page.locator("main #id_file").wait_for()


CLASS = """Nom;Prénom;Année de naissance;Commune;Classe
Delmas;Ana;2009;Caylus;Cycle 2
Sirven;Luc;12;Caylus;Cycle 2
"""
"""A class of two, of whom one has no year of birth that can be."""


def sent_class(page: Page) -> None:
    """Send a class list, and go on to its columns."""
    page.locator("main #id_file").set_input_files(
        {"name": "classe.csv", "mimeType": "text/csv", "buffer": CLASS.encode()}
    )
    _send(page)
    page.locator("main select[name=column-0]").wait_for()


def compared_class(page: Page) -> None:
    """Go on to what the class would change."""
    sent_class(page)
    _send(page)
    page.locator("main nav a[aria-current]").wait_for()


def ready_to_be_sent(page: Page) -> None:
    """Go on to the last look at the answers."""
    told_of_a_child(page)
    page.locator("main #id_guardian_email").fill("parent@demo.example")
    _send(page)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").click()


def first_sheet(page: Page) -> None:
    """Go on from the list to the form of its first establishment, and unfold what adds a season."""
    _first_link(page, "/edit/")
    page.locator("main .bo-season > summary").last.click()


def refused_shelf(page: Page) -> None:
    """Send the form of a shelf with an address of another site."""
    page.locator("main #id_address").fill("https://ailleurs.example/recherche?q=x")
    with page.expect_navigation():
        page.locator("main form .bo-row button:not([name])").click()
    page.locator("main .error-message").first.wait_for()


def previewed_move(page: Page) -> None:
    """Choose an establishment and the top of the network as its new place; read what that changes."""
    page.locator("main #id_establishment").select_option(index=2)
    page.locator("main #id_parent").select_option(index=1)
    with page.expect_navigation():
        page.locator("main form[method=get] button").click()
    page.locator("main #preview").wait_for()


def first_page(page: Page) -> None:
    """Go on from the list to the page of its first row."""
    _first_link(page, "/inspect/")


def first_offer(page: Page) -> None:
    """Go on from the list to the page of its first row, whose title leads to its form."""
    form = page.locator("main table a[href*='/edit/']").first.get_attribute("href")
    assert form
    page.goto(form.replace("/edit/", "/inspect/"))


def first_hit(page: Page) -> None:
    """Go on from a page of results to the first of them."""
    address = page.locator("main .hit h3 a").first.get_attribute("href")
    assert address
    page.goto(address)


def _first_link(page: Page, part: str) -> None:
    address = page.locator(f"main table a[href*='{part}']").first.get_attribute("href")
    assert address
    page.goto(address)


def kept_list(page: Page) -> None:
    """Keep three documents in this browser, one with a note, in the second of two lists; read the page again."""
    page.evaluate(
        """() => localStorage.setItem("portee.lists", JSON.stringify({
          current: "b",
          all: [
            {key: "a", name: "", entries: [{id: 1, note: ""}]},
            {key: "b", name: "Cours du jeudi", entries: [
              {id: 3, note: "Mesures 1 à 20.\\nApporter deux copies."}, {id: 1, note: ""}, {id: 2, note: ""}]},
          ],
        }))"""
    )
    page.reload()
    page.locator("main li[data-asked]").nth(2).wait_for()


def kept_search(page: Page) -> None:
    """Keep a search unless it is kept already, and come back."""
    here = page.url
    page.goto(here.replace("/mon-compte/recherches/", "/recherche?q=violoncelle"))
    with page.expect_navigation():
        page.locator(".keep-search button").click()
    page.goto(here)
    page.locator("main .sheet").first.wait_for()


def list_in_account(page: Page) -> None:
    """Have a list of three documents in the account, one with a note; once is enough."""
    if page.locator("main .sheet h2").count():
        return
    here = page.url
    for number in (3, 1, 2):
        page.goto(here.replace("/mon-compte/listes/", f"/ressource/{number}"))
        page.locator(".keep-in-account summary").click()
        with page.expect_navigation():
            page.locator(".keep-in-account button").click()
    page.goto(here)
    _open_first_list(page)
    page.locator("main li.hit details summary").first.click()
    page.locator("main li.hit textarea").first.fill("Mesures 1 à 20.\nApporter deux copies.")
    with page.expect_navigation():
        page.locator("main li.hit button[value=note]").first.click()
    page.goto(here)


def opened_list_in_account(page: Page) -> None:
    """Open that list."""
    list_in_account(page)
    _open_first_list(page)
    page.locator("main li.hit").nth(2).wait_for()


def _open_first_list(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .sheet h2 a").first.click()


def first_child(page: Page) -> None:
    """Open the page of the first child that somebody answers for."""
    _follow(page, r"/mon-compte/enfants/\d+/$")


def consent_to_withdraw(page: Page) -> None:
    """Go on to the page where the consent is withdrawn."""
    first_child(page)
    _follow(page, r"/retirer/$")


def child_to_erase(page: Page) -> None:
    """Go on to the page where the account of the child is erased."""
    first_child(page)
    _follow(page, r"/effacer/$")


def _follow(page: Page, path: str) -> None:
    addresses = page.locator("main a").evaluate_all("(all) => all.map((each) => each.href)")
    page.goto(next(each for each in addresses if re.search(path, each)))
