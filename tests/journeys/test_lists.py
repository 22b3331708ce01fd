"""Lists without an account: add, order, note, share, open elsewhere; by keyboard alone, and where nothing is kept."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.demo_site import Site
from tests.browser.fixtures import NewPage
from tests.browser.keyboard import Keyboard
from tests.browser.reader import NewContext

pytestmark = pytest.mark.browser

RESULTS = "/recherche?q=violoncelle"
ADD = "Ajouter à ma liste"

FORBIDDEN = """
  Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
  });
"""
FULL = """
  Storage.prototype.setItem = () => { throw new DOMException("Full.", "QuotaExceededError"); };
"""


def kept(page: Page) -> Any:
    """What this browser keeps of lists."""
    return json.loads(page.evaluate("localStorage.getItem('portee.lists')") or "null")


def add_first(page: Page, count: int) -> list[str]:
    """Put the first results in the list, and give their titles."""
    page.goto(RESULTS)
    hits = page.locator(".hit")
    for number in range(count):
        hits.nth(number).get_by_role("button", name=ADD).click()
    return [" ".join(hits.nth(n).locator("h3").inner_text().split()) for n in range(count)]


def titles(page: Page) -> list[str]:
    """The titles of the list shown, in its order."""
    page.locator("main .entry-title").first.wait_for()
    return [" ".join(each.split()) for each in page.locator("main .entry-title").all_inner_texts()]


def sent_with(request: Request) -> str:
    """What a request tells the server: its address without the fragment, and its body."""
    return request.url.partition("#")[0] + (request.post_data or "")


def row(page: Page, title: str) -> Any:
    return page.locator("main .list > .hit").filter(
        has=page.get_by_role("heading", name=title, exact=True)
    )


def test_a_teacher_prepares_a_list_and_a_pupil_opens_it_without_javascript(
    new_page: NewPage,
) -> None:
    teacher = new_page()
    sent: list[str] = []
    teacher.on("request", lambda request: sent.append(sent_with(request)))
    first, second, third = add_first(teacher, 3)
    expect(teacher.locator(".masthead .wide")).to_contain_text("Ma liste (3)")
    teacher.get_by_role("link", name="Voir ma liste (3)").first.click()
    assert titles(teacher) == [first, second, third]
    row(teacher, third).get_by_role("button", name="Monter").click()
    assert titles(teacher) == [first, third, second]
    expect(teacher.locator("[data-part=said]")).to_contain_text("place 2 sur 3")
    row(teacher, second).get_by_text("Ajouter une note").click()
    row(teacher, second).get_by_role("textbox").fill("Mesures 1 à 20 <b>lentement</b>")
    teacher.get_by_role("button", name="Renommer").click()
    teacher.get_by_label("Nom", exact=True).fill("Cours du jeudi")
    teacher.get_by_role("button", name="Enregistrer").click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Cours du jeudi")
    without_notes = teacher.locator("#address").inner_text()
    assert "lentement" not in without_notes
    teacher.get_by_label("Avec mes notes").check()
    link = teacher.locator("#address").inner_text()

    pupil = new_page(java_script_enabled=False)
    pupil.goto(link)
    assert titles(pupil) == [first, third, second]
    assert pupil.get_by_role("button", name="Garder cette liste").count() == 0
    assert not pupil.get_by_text("lentement").is_visible()

    friend = new_page()
    friend.on("request", lambda request: sent.append(sent_with(request)))
    friend.goto(link)
    expect(friend.get_by_role("heading", level=1)).to_have_text("Cours du jeudi")
    expect(row(friend, second)).to_contain_text("Mesures 1 à 20 <b>lentement</b>")
    assert kept(friend) is None
    friend.get_by_role("button", name="Garder cette liste").click()
    friend.get_by_role("link", name="Voir mes listes").click()
    assert titles(friend) == [first, third, second]
    expect(friend.get_by_role("heading", level=1)).to_have_text("Cours du jeudi")

    assert any("/liste/partagee?r=" in each for each in sent)
    assert not [each for each in sent if "lentement" in each or "jeudi" in each]
    assert not teacher.context.cookies()


def test_the_whole_of_a_list_is_made_by_keyboard(new_page: NewPage) -> None:
    keyboard = Keyboard(new_page())
    page = keyboard.page
    keyboard.open(RESULTS)
    for count in (1, 2):
        keyboard.tab_to(tag="button", name=ADD, within="main")
        keyboard.press("Enter")
        expect(page.locator("[data-keep-status]")).to_contain_text(f"qui en compte {count}")
    keyboard.tab_to(name="Voir ma liste (2)", within="main")
    keyboard.enter()
    first, second = titles(page)
    keyboard.tab_to(tag="button", name=f"Descendre : {first}")
    keyboard.press("Enter")
    assert titles(page) == [second, first]
    here = keyboard.focused()
    assert here
    assert here.name == f"Descendre : {first}"
    keyboard.tab_to(tag="button", name=f"Retirer : {first}")
    keyboard.press("Enter")
    here = keyboard.focused()
    assert here
    assert here.name.startswith("Annuler")
    assert titles(page) == [second]
    keyboard.press("Enter")
    assert titles(page) == [second, first]
    here = keyboard.focused()
    assert here
    assert here.name == f"Retirer : {first}"


def test_lists_are_begun_chosen_deleted_and_brought_back(new_page: NewPage) -> None:
    page = new_page()
    (first,) = add_first(page, 1)
    page.goto("/liste/")
    page.get_by_role("button", name="Nouvelle liste").click()
    page.get_by_label("Nom", exact=True).fill("Noël")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Noël")
    expect(page.get_by_text("Rien encore ici")).to_be_visible()
    page.goto(RESULTS)
    page.locator(".hit").nth(1).get_by_role("button", name=ADD).click()
    expect(page.get_by_role("link", name="Voir « Noël » (1)")).to_be_visible()
    page.goto("/liste/")
    page.get_by_role("button", name="Ma liste (1)").click()
    assert titles(page) == [first]
    page.get_by_role("button", name="Noël (1)").click()
    page.get_by_role("button", name="Supprimer").click()
    dialog = page.get_by_role("dialog", name="Supprimer cette liste ?")
    dialog.get_by_role("button", name="La garder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noël")
    page.get_by_role("button", name="Supprimer").click()
    dialog.get_by_role("button", name="Supprimer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma liste")
    undo = page.get_by_role("button", name="Annuler")
    expect(undo).to_be_focused()
    undo.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noël")


def test_nothing_is_left_behind_once_the_last_list_is_deleted(new_page: NewPage) -> None:
    page = new_page()
    add_first(page, 1)
    page.goto("/liste/")
    page.get_by_role("button", name="Supprimer").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    expect(page.get_by_text("Rien encore ici")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_a_browser_that_keeps_nothing_is_said_where_it_was_asked(
    script: str, new_page: NewPage
) -> None:
    page = new_page()
    page.add_init_script(script)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(RESULTS)
    hit = page.locator(".hit").first
    hit.get_by_role("button", name=ADD).click()
    expect(hit.get_by_role("alert")).to_contain_text("Votre navigateur ne laisse pas ce site")
    expect(hit.get_by_role("button", name=ADD)).to_be_visible()
    page.goto("/liste/")
    expect(page.get_by_text("Rien encore ici")).to_be_visible()
    page.get_by_role("button", name="Nouvelle liste").click()
    page.get_by_label("Nom", exact=True).fill("Noël")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=said]")).to_contain_text("Rien n’a changé")
    assert not faults


@pytest.mark.parametrize(
    "text", ["{", "null", "[]", '{"all": 3}', '{"all": [{"entries": [{"id": "x"}, null]}]}', "é"]
)
def test_what_cannot_be_read_is_no_list_and_does_not_stop_the_next_one(
    text: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto("/aide/")
    page.evaluate("text => localStorage.setItem('portee.lists', text)", text)
    (first,) = add_first(page, 1)
    page.goto("/liste/")
    assert titles(page) == [first]


def test_two_tabs_agree(new_context: NewContext) -> None:
    context = new_context()
    results, lists = context.new_page(), context.new_page()
    lists.goto("/liste/")
    expect(lists.get_by_text("Rien encore ici")).to_be_visible()
    first, second = add_first(results, 2)
    expect(lists.locator("main .entry-title")).to_have_count(2)
    lists.get_by_role("button", name=f"Retirer : {first}").click()
    hits = results.locator(".hit")
    expect(hits.nth(0).get_by_role("button", name=ADD)).to_be_visible()
    expect(hits.nth(1).get_by_role("button", name="Dans ma liste")).to_be_visible()
    expect(results.locator(".masthead .wide")).to_contain_text("Ma liste (1)")
    assert titles(lists) == [second]


def test_a_list_is_there_still_when_the_server_does_not_answer(new_page: NewPage) -> None:
    page = new_page()
    (first,) = add_first(page, 1)
    page.route("**/liste/partagee*", lambda route: route.abort())
    page.goto("/liste/")
    failed = page.get_by_role("alert").filter(has_text="n’ont pas pu être demandés")
    expect(failed).to_be_visible()
    page.unroute("**/liste/partagee*")
    failed.get_by_role("button", name="Réessayer").click()
    assert titles(page) == [first]
    expect(failed).to_be_hidden()


def test_a_hundred_documents_are_a_full_list_and_one_request(new_page: NewPage, site: Site) -> None:
    page = new_page()
    page.goto("/aide/")
    page.evaluate(
        """() => localStorage.setItem("portee.lists", JSON.stringify({current: "a", all: [
          {key: "a", name: "", entries: Array.from({length: 100}, (_, n) => ({id: n + 1, note: ""}))}]}))"""
    )
    page.goto("/recherche?q=violoncelle")
    free = page.locator(".hit").get_by_role("button", name=ADD).first
    free.click()
    expect(page.get_by_role("alert").filter(has_text="pleine")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/liste/")
    expect(page.locator("main .list > .hit")).to_have_count(100, timeout=30_000)
    assert sum("/liste/partagee?r=" in url for url in asked) == 1


def test_a_printed_list_bears_notes_and_addresses_and_no_button(new_page: NewPage) -> None:
    page = new_page()
    (first,) = add_first(page, 1)
    page.goto("/liste/")
    row(page, first).get_by_text("Ajouter une note").click()
    row(page, first).get_by_role("textbox").fill("À demander au guichet")
    page.emulate_media(media="print")
    expect(row(page, first).get_by_text("À demander au guichet").first).to_be_visible()
    expect(row(page, first).locator(".entry-address")).to_contain_text("/ressource/")
    assert page.locator("main button:visible, main textarea:visible").count() == 0


def test_without_javascript_the_page_says_what_a_list_needs(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/liste/")
    expect(page.get_by_text("Il lui faut pour cela JavaScript")).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    page.goto(RESULTS)
    assert page.get_by_text(ADD).count() == 0
