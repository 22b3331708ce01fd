"""The appearances that every page is examined in, as choices of the reading-comfort panel."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.template.loader import render_to_string
from playwright.sync_api import Page

from portee.ui.comfort import COOKIE_NAME, Comfort

ATTRIBUTES = "ui/partials/comfort_attributes.html"

WEAR = """(markup) => {
  const dressed = new DOMParser().parseFromString(`<html${markup}></html>`, "text/html").documentElement;
  const root = document.documentElement;
  const worn = [...root.attributes].filter((each) => each.name.startsWith("data-"));
  for (const each of worn) root.removeAttribute(each.name);
  for (const each of dressed.attributes) root.setAttribute(each.name, each.value);
  // What fades from one appearance to the other is looked at when it has arrived.
  for (const each of document.getAnimations()) each.finish();
  return worn.map((each) => ` ${each.name}="${each.value}"`).join("");
}"""


@dataclass(frozen=True)
class Theme:
    """One appearance, by its name in test reports."""

    name: str
    comfort: Comfort

    def cookies(self) -> list[dict[str, str]]:
        """Give the cookie of a reader who made this choice on an earlier visit."""
        return [{"name": COOKIE_NAME, "value": self.comfort.serialise()}]

    @contextmanager
    def worn_by(self, page: Page) -> Iterator[None]:
        """Give an open page this appearance while the block runs: attributes of its root are all that the server
        writes of it (tests/journeys/test_axe.py makes sure), and opening the page again costs more than looking."""
        markup = render_to_string(ATTRIBUTES, {"comfort": self.comfort})
        before = page.evaluate(WEAR, markup)
        yield
        page.evaluate(WEAR, before)


LIGHT = Theme("light", Comfort(theme="light"))
DARK = Theme("dark", Comfort(theme="dark"))
CONTRAST = Theme("contrast", Comfort(theme="contrast"))
DYSLEXIA = Theme("dyslexia", Comfort(theme="light", font="dyslexia", spacing="wide"))
LARGE = Theme("text 200 %", Comfort(theme="light", size=200))
THEMES = (LIGHT, DARK, CONTRAST, DYSLEXIA, LARGE)
