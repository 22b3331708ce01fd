"""What readers set in their own system is honoured: forced colours, contrast, dark, stillness."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import examine
from tests.browser.fixtures import NewReader
from tests.browser.pages import PUBLIC_PAGES, SITE_PAGES

pytestmark = pytest.mark.browser

WOULD_MOVE = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  const longest = (list) => Math.max(...list.split(",").map((each) => parseFloat(each) || 0));
  return longest(style.transitionDuration) > 0.01
    || (style.animationName !== "none" && longest(style.animationDuration) > 0.01)
    || style.scrollBehavior === "smooth";
}).map((e) => `<${e.localName} class="${e.className}">`)"""


@pytest.mark.parametrize(
    "options",
    [
        # What the device asks for by day is what the panel gives, which test_axe.py reads whole: by night again.
        pytest.param({"color_scheme": "dark"}, marks=pytest.mark.nightly),
        {"contrast": "more"},
        pytest.param({"contrast": "more", "color_scheme": "dark"}, marks=pytest.mark.nightly),
    ],
    ids=("dark", "more contrast", "more contrast in the dark"),
)
def test_colours_asked_of_the_system_are_given_and_readable(
    options: dict[str, Any], new_reader: NewReader
) -> None:
    refused = [
        f"{name}: {each}"
        for name, page in new_reader(**options).read(SITE_PAGES, "fr")
        for each in examine(page).violations
    ]
    assert not refused, "\n".join(refused)


def test_a_reader_who_asks_for_dark_gets_dark(new_reader: NewReader) -> None:
    home = PUBLIC_PAGES[0]
    backgrounds = {
        scheme: _brightness(new_reader(color_scheme=scheme).open(home, "fr"))
        for scheme in ("light", "dark")
    }
    assert backgrounds["dark"] < 80, backgrounds
    assert backgrounds["light"] > 200, backgrounds


def _brightness(page: Page) -> float:
    """Give the brightness of the page's ground, from 0 to 255, as painted."""
    return float(
        page.evaluate(
            """() => {
              const canvas = document.createElement("canvas").getContext("2d");
              canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
              canvas.fillRect(0, 0, 1, 1);
              const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
              return alpha ? (red + green + blue) / 3 : 255;
            }"""
        )
    )


def test_forced_colours_keep_every_control_and_picture_visible(new_reader: NewReader) -> None:
    problems: list[str] = []
    for name, page in new_reader(forced_colors="active").read(SITE_PAGES, "fr"):
        problems += [f"{name}: {each}" for each in page.evaluate(FADED)]
    assert not problems, "\n".join(problems)


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


def test_nothing_moves_for_who_asked_for_stillness(new_reader: NewReader) -> None:
    problems: list[str] = []
    for name, page in new_reader(reduced_motion="reduce").read(SITE_PAGES, "fr"):
        problems += [f"{name}: {each}" for each in page.evaluate(WOULD_MOVE)]
    assert not problems, "\n".join(problems[:40])
