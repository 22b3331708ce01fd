"""What a screen reader announces: titles, headings, landmarks, languages, and the outline of five pages."""

from collections import Counter
from pathlib import Path
from textwrap import indent

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo_site import ESTABLISHMENT, LANGUAGES, localised
from tests.browser.fixtures import NewPage, NewReader
from tests.browser.pages import SITE_PAGES, first_hit

pytestmark = pytest.mark.browser

OUTLINES = Path(__file__).with_name("outlines")
HEADINGS = (
    "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => Number(h.localName[1]))"
)
LANDMARKS = """() => {
  const visible = (e) => e.checkVisibility();
  const labelled = (e) => e.getAttribute("aria-label")
    || (document.getElementById(e.getAttribute("aria-labelledby")) || {}).innerText || "";
  const count = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  return {
    main: count("main").length,
    banner: count("body > header, [role=banner]").length,
    contentinfo: count("body > footer, [role=contentinfo]").length,
    search: count("search, [role=search]").length,
    navigations: count("nav").map(labelled),
  };
}"""


def test_each_page_has_a_title_of_its_own(new_reader: NewReader) -> None:
    titles: dict[str, str] = {}
    for language in LANGUAGES:
        for name, page in new_reader().read(SITE_PAGES, language):
            titles[name] = page.title()
    counted = Counter(titles.values())
    shared = {name: title for name, title in titles.items() if counted[title] > 1}
    # A few titles are the same word in both languages; no two pages of one language share one.
    same_page = {name.rsplit(" (", 1)[0] for name in shared}
    assert len(shared) <= 2 * len(same_page), shared
    assert all(title.endswith("Portée") for title in titles.values()), titles


def test_a_page_that_refuses_a_form_says_so_in_its_title(new_reader: NewReader) -> None:
    refused = next(each for each in SITE_PAGES if each.name == "sign-in refused")
    assert "erreur" in new_reader().open(refused, "fr").title().casefold()
    assert "error" in new_reader().open(refused, "en").title().casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_landmarks_say_how_each_page_is_made(
    language: str, new_reader: NewReader
) -> None:
    problems: list[str] = []
    for name, page in new_reader().read(SITE_PAGES, language):
        problems += [f"{name}: {each}" for each in _structure_problems(page, language)]
    assert not problems, "\n".join(problems)


def _structure_problems(page: Page, language: str) -> list[str]:
    problems: list[str] = []
    levels: list[int] = page.evaluate(HEADINGS)
    if levels.count(1) != 1:
        problems.append(f"{levels.count(1)} headings of level 1")
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            problems.append(f"a heading of level {after} after level {before}")
    found = page.evaluate(LANDMARKS)
    for landmark in ("main", "banner", "contentinfo"):
        if found[landmark] != 1:
            problems.append(f"{found[landmark]} landmarks « {landmark} »")
    names = found["navigations"]
    if not names or not all(names) or len(set(names)) != len(names):
        problems.append(f"navigations are named {names}")
    if page.locator("html").get_attribute("lang") != language:
        problems.append(f"written in {page.locator('html').get_attribute('lang')}")
    return problems


def test_menus_search_and_help_stand_at_the_same_place_on_every_page(new_reader: NewReader) -> None:
    places: dict[str, set[str]] = {}
    for name, page in new_reader().read(SITE_PAGES, "fr"):
        links = page.locator("body > header a, body > footer a").evaluate_all(
            "links => links.filter(e => e.checkVisibility()).map(e => e.getAttribute('href').split('?')[0])"
        )
        order = [link for link in links if link in KEPT]
        places.setdefault(" ".join(order), set()).add(name)
    assert len(places) == 1, places


KEPT = ("/etablissements/", "/aide/", "/plan-du-site/", "/accessibilite/", "/mentions-legales/")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("home", "/"),
        ("establishment", f"/etablissement/{ESTABLISHMENT}/"),
        ("sign_in", "/connexion/"),
        ("results", "/recherche?q=violoncelle&type=score"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_read_aloud_is_the_reviewed_one(
    name: str, path: str, language: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(localised(path, language))
    expect(page.locator("body")).to_match_aria_snapshot(reviewed_outline(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_of_a_resource_read_aloud_is_the_reviewed_one(
    language: str, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(localised("/recherche?q=Élégie+Fauré", language))
    first_hit(page)
    expect(page.locator("body")).to_match_aria_snapshot(reviewed_outline("resource", language))


def reviewed_outline(name: str, language: str) -> str:
    """Give the outline written by hand: the page's own part, set in the frame that all pages share.

    Expressions between slashes stand for what changes by itself, as « open now ».
    """
    frame = (OUTLINES / f"_frame.{language}.yaml").read_text(encoding="utf-8")
    own = (OUTLINES / f"{name}.{language}.yaml").read_text(encoding="utf-8")
    return frame.replace("{main}", indent(own.rstrip(), "  "))
