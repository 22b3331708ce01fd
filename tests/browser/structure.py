"""How a page is made, as a screen reader announces it: headings, landmarks, languages, the order of common links."""

from playwright.sync_api import Page

from tests.browser.layout import overlapping

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
MOVING = """() => document.getAnimations().filter((each) => each.playState === "running"
  && (each.effect.getComputedTiming().duration > 1 || each.effect.getComputedTiming().iterations > 1))
  .map((each) => `${each.animationName || each.transitionProperty} on ${each.effect.target.localName}`)"""

MOMENTS = 20
"""Of a tenth of a second."""

KEPT_LINKS = (
    "/etablissements/",
    "/aide/",
    "/plan-du-site/",
    "/accessibilite/",
    "/mentions-legales/",
)


def structure_problems(page: Page, language: str) -> list[str]:
    """Say what is wrong with the headings, the landmarks or the language of the page."""
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


def kept_links(page: Page) -> list[str]:
    """Give the links that every page has, in the order of this one."""
    links: list[str] = page.locator("body > header a, body > footer a").evaluate_all(
        "links => links.filter(e => e.checkVisibility()).map(e => e.getAttribute('href').split('?')[0])"
    )
    return [link for link in links if link in KEPT_LINKS]


def moving(page: Page) -> list[str]:
    """Say what still moves by itself two seconds after the page was drawn: by then a transition has ended."""
    for _ in range(MOMENTS):
        found: list[str] = page.evaluate(MOVING)
        if not found:
            break
        page.wait_for_timeout(100)
    return found


def badly_printed(page: Page) -> list[str]:
    """Say what paper loses of the page, or shows in vain."""
    page.emulate_media(media="print")
    problems = overlapping(page)
    if not page.locator("h1").first.is_visible():
        problems.append("the title is not printed")
    if page.locator("body > header nav:visible").count():
        problems.append("the menu is printed")
    page.emulate_media(media="null")
    return problems
