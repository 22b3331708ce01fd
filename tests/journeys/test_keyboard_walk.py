"""Tab from one end of each page to the other: skip link first, focus seen, reading order, no trap."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page

from tests.browser.fixtures import NewPage, NewReader
from tests.browser.keyboard import Keyboard
from tests.browser.pages import SITE_PAGES
from tests.browser.themes import CONTRAST, DARK, LIGHT, Theme

pytestmark = pytest.mark.browser

MAX_STEPS = 400
LEAST_CONTRAST = 3.0
"""WCAG 1.4.11, between a pixel without and with focus."""
LEAST_CHANGED_SHARE = 0.5
"""Of the perimeter of the element, in pixels 2 wide: most of a 2 px outline, measured loosely."""

CONTROLS = ("header a[href]", "main :not(svg) > a[href]", "main svg a", "main button", "main input")
"""Eight of each kind are looked at on each page: kinds differ in their mark, not their members."""

START = """() => {
  // Wherever the page put the focus, the walk begins at its top.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""


@pytest.mark.parametrize(
    "options",
    [
        {},
        # At 400 % the order is the same, but for menus that fold, which the journeys open: by night.
        pytest.param({"viewport": {"width": 320, "height": 256}}, marks=pytest.mark.nightly),
    ],
    ids=("wide", "zoomed"),
)
def test_tab_goes_through_each_page_in_reading_order_and_comes_back(
    options: dict[str, dict[str, int]], new_reader: NewReader
) -> None:
    problems: list[str] = []
    for name, page in new_reader(**options).read(SITE_PAGES, "fr"):
        problems += [f"{name}: {each}" for each in walk(Keyboard(page))]
    assert not problems, "\n".join(problems)


def walk(keyboard: Keyboard) -> list[str]:
    """Press Tab until the focus leaves the page, and say what was wrong on the way."""
    page = keyboard.page
    page.evaluate(START)
    problems: list[str] = []
    places: list[int] = []
    for step in range(MAX_STEPS):
        try:
            here = keyboard.tab()
        except AssertionError as error:
            problems.append(str(error))
            here = keyboard.focused()
        place = here.place if here else None
        if step == 0 and not (here and here.href == "#contenu"):
            problems.append(f"the first stop is {here}, not the way to the content")
        if place is None or [place] == places[:1]:
            return problems
        if place in places:
            return [*problems, f"trapped at {here}"]
        if places and place < places[-1]:
            problems.append(f"goes back in the page to {here}")
        places.append(place)
    return [*problems, f"still on the page after {MAX_STEPS} steps"]


def test_the_skip_link_leads_to_the_content(new_page: NewPage) -> None:
    keyboard = Keyboard(new_page())
    keyboard.open("/")
    here = keyboard.tab()
    assert here
    assert here.href == "#contenu"
    keyboard.press("Enter")
    following = keyboard.tab()
    assert following
    assert keyboard.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_the_mark_of_focus_changes_enough_pixels(theme: Theme, new_reader: NewReader) -> None:
    problems: list[str] = []
    pages = tuple(
        each for each in SITE_PAGES if each.name in {"home", "sign-in", "establishment list"}
    )
    for name, page in new_reader(theme, reduced_motion="reduce").read(pages, "fr"):
        problems += [f"{name}: {each}" for each in unseen_focus(page)]
    assert not problems, "\n".join(problems)


def unseen_focus(page: Page) -> Iterator[str]:
    """Compare each control of a page with and without focus, and name those that look too much the same."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for control in [each for kind in CONTROLS for each in page.locator(kind).all()[:8]]:
        if not control.is_visible():
            continue
        control.scroll_into_view_if_needed()
        control.focus()
        clip = page.evaluate(MARKED)
        after = _picture(page, clip)
        page.evaluate("document.activeElement.blur()")
        before = _picture(page, clip)
        wanted = LEAST_CHANGED_SHARE * 2 * 2 * (clip["width"] + clip["height"] - 4 * MARGIN)
        changed = _contrasting_pixels(before, after)
        if changed < wanted:
            yield f"{control.get_attribute('href') or control.get_attribute('name')}: {changed} pixels of {wanted:.0f}"


MARGIN = 8
MARKED = f"""() => {{
  // The mark of a bare field inside a drawn one is on what holds it.
  const outlined = (e) => getComputedStyle(e).outlineStyle !== "none";
  const element = document.activeElement;
  const holder = (element.closest("suggest-box") || element).parentElement;
  const marked = !outlined(element) && outlined(holder) ? holder : element;
  const box = marked.getBoundingClientRect();
  const left = Math.max(box.left - {MARGIN}, 0), top = Math.max(box.top - {MARGIN}, 0);
  return {{x: left, y: top, width: box.right + {MARGIN} - left, height: box.bottom + {MARGIN} - top}};
}}"""


def _picture(page: Page, clip: FloatRect) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def _contrasting_pixels(before: Image.Image, after: Image.Image) -> int:
    difference = ImageChops.difference(before, after).convert("L").tobytes()
    places = [
        divmod(place, before.width)[::-1] for place, change in enumerate(difference) if change
    ]
    return sum(
        _contrast(_pixel(before, place), _pixel(after, place)) >= LEAST_CONTRAST for place in places
    )


def _pixel(picture: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    colour = picture.getpixel(place)
    assert isinstance(colour, tuple)
    return tuple(int(part) for part in colour)


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
