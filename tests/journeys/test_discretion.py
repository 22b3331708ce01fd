"""The site asks nothing of others, complains of nothing, and leaves nothing behind in the reader's browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import LANGUAGES, Site
from tests.browser.fixtures import NewReader
from tests.browser.keyboard import Keyboard
from tests.browser.pages import PUBLIC_PAGES
from tests.browser.preparations import first_hit
from tests.browser.reader import NewContext
from tests.browser.watch import watch

pytestmark = pytest.mark.browser


def test_a_refused_script_would_be_noticed(new_context: NewContext, site: Site) -> None:
    """Proves that a visit of every page can fail: the policy is in force, and its refusals are heard."""
    page = new_context().new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto("/")
    page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.intruder = true";
          document.body.append(script);
          await fetch("http://elsewhere.example/").catch(() => null);
        }"""
    )
    assert page.evaluate("window.intruder") is None
    assert any("Content Security Policy" in text for text in heard), heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_leaves_a_cookie_or_any_storage(
    language: str, new_reader: NewReader
) -> None:
    left: list[str] = []
    visited = tuple(each for each in PUBLIC_PAGES if each.name != "sign-in refused")
    for name, page in new_reader().read(visited, language):
        left += [f"{name}: cookie {each['name']}" for each in page.context.cookies()]
        stored = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
        left += [f"{name}: stored {key}" for key in stored]
    assert not left, left


def test_a_whole_visit_asks_nothing_of_others_and_leaves_nothing(
    new_context: NewContext, site: Site
) -> None:
    """Search, narrow, open, cite, take the code and the reference, report an error, follow a subject, read the help."""
    context = new_context()
    seen = watch(context, address=site.address)
    page = context.new_page()
    page.goto("/")
    page.locator("main #q").press_sequentially("violonc")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("main #q").press("Enter")
    page.locator("main input[name=type]").first.check()
    page.wait_for_url("**type=**")
    first_hit(page)
    page.locator("#share").scroll_into_view_if_needed()
    page.locator("#cite ~ .disclosure summary").click()
    with page.expect_download():
        page.locator("a[href$='/export/ris']").click()
    page.locator("main a[href$='/signaler/']").first.click()
    page.go_back()
    page.locator("article a[href*='/recherche?']").last.click()
    page.goto("/aide/chercher/")
    page.wait_for_load_state("networkidle")
    assert not seen.foreign_requests()
    assert not seen.complaints
    assert not context.cookies()
    stored = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert not stored


def test_reading_comfort_is_remembered_only_once_it_is_chosen(new_context: NewContext) -> None:
    context = new_context()
    keyboard = Keyboard(context.new_page())
    keyboard.open("/confort/")
    assert not context.cookies()
    keyboard.choose(field="theme", value="dark")
    keyboard.submit_form()
    kept = {each["name"]: each for each in context.cookies()}
    assert set(kept) == {"portee_comfort"}
    assert "dark" in kept["portee_comfort"]["value"]
    assert kept["portee_comfort"]["sameSite"] == "Lax"
