"""What readers set in their own system, and in the panel: put on a page that is open, looked at, taken off again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.browser.themes import Theme

See = Callable[[Page], list[Any]]

USUAL: dict[str, Any] = {
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
"""What a browser of these tests asks for when nobody said anything."""

SETTLE = "() => { for (const each of document.getAnimations()) each.finish(); }"
"""What fades from one appearance to the other is looked at when it has arrived."""


@contextmanager
def asked_of_the_system(page: Page, **media: Any) -> Iterator[None]:
    """Have the reader's system ask for colours, contrast or stillness while the block runs."""
    page.emulate_media(**media)
    page.evaluate(SETTLE)
    yield
    page.emulate_media(**{name: USUAL[name] for name in media})
    page.evaluate(SETTLE)


def in_theme(page: Page, *, theme: Theme, see: See) -> list[Any]:
    """What a look gives of the page in an appearance."""
    with theme.worn_by(page):
        return see(page)


def in_window(page: Page, *, size: ViewportSize, see: See) -> list[Any]:
    """What a look gives of the page in a window of another size."""
    before = page.viewport_size
    assert before
    page.set_viewport_size(size)
    try:
        return see(page)
    finally:
        page.set_viewport_size(before)


def faded_in_forced_colours(page: Page) -> list[str]:
    """The controls and drawings that cannot be seen in the system's own colours."""
    with asked_of_the_system(page, forced_colors="active"):
        return list(page.evaluate(FADED))


def moving_in_spite(page: Page) -> list[str]:
    """What would move for somebody whose system asks for stillness."""
    with asked_of_the_system(page, reduced_motion="reduce"):
        return list(page.evaluate(WOULD_MOVE))


WOULD_MOVE = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  const longest = (list) => Math.max(...list.split(",").map((each) => parseFloat(each) || 0));
  return longest(style.transitionDuration) > 0.01
    || (style.animationName !== "none" && longest(style.animationDuration) > 0.01)
    || style.scrollBehavior === "smooth";
}).map((e) => `<${e.localName} class="${e.className}">`)"""

FADED = """() => {
  const problems = [];
  for (const e of document.querySelectorAll("button, input:not([type=hidden]), select, textarea")) {
    if (!e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const bordered = parseFloat(style.borderTopWidth) >= 1 || style.outlineStyle !== "none";
    const around = (e.closest("suggest-box") || e).parentElement;
    const holder = around && getComputedStyle(around);
    const held = holder && parseFloat(holder.borderTopWidth) >= 1;
    const native = style.appearance !== "none" && ["checkbox", "radio", "range", "file"].includes(e.type);
    const worded = e.localName === "button" && e.innerText.trim() !== "";
    if (!bordered && !held && !native && !worded) problems.push(`no border: <${e.localName} class="${e.className}">`);
  }
  const ground = getComputedStyle(document.body).backgroundColor;
  for (const e of document.querySelectorAll("svg")) {
    if (!e.checkVisibility()) continue;
    const drawn = [...e.querySelectorAll("path, circle, line, rect, ellipse, polyline, use"), e];
    const seen = drawn.some((each) => {
      const style = getComputedStyle(each);
      return (style.stroke !== "none" && style.stroke !== ground) || (style.fill !== "none" && style.fill !== ground);
    });
    if (!seen) problems.push(`invisible drawing: <svg class="${e.getAttribute("class")}">`);
  }
  return problems;
}"""
