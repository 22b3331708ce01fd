"""Opens pages as a person would and takes their pictures: whole pages for eyes, parts of pages for the guide."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

from tests.browser.chromium import open_chromium
from tests.browser.demo_site import Persona, Site
from tests.browser.pages import PageType
from tests.browser.reader import sign_in

HEIGHT = 900
TALLEST = 6000
"""Pixels of a whole page that are kept: below that, no eye compares."""
WAIT_MILLISECONDS = 20_000

Scheme = Literal["light", "dark"]


class Camera:
    """One browser on one site. People sign in once, whatever the number of pictures."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.site = site
        self._browser = browser
        self._sessions: dict[Persona, StorageState] = {}

    @contextmanager
    def open(
        self,
        subject: PageType,
        *,
        width: int,
        scheme: Scheme = "light",
        language: str = "fr",
        height: int = HEIGHT,
    ) -> Iterator[Page]:
        """Open a page in a window of `width` × `height` pixels, for a reader whose system prefers that scheme."""
        options: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "color_scheme": scheme,
            "locale": "en-GB" if language == "en" else "fr-FR",
            "reduced_motion": "reduce",
        }
        if subject.persona:
            options["storage_state"] = self._session(subject.persona)
        context = self._context(**options)
        try:
            page = context.new_page()
            page.goto(subject.address(language))
            subject.prepare(page)
            page.wait_for_load_state("load")
            page.evaluate("document.fonts.ready.then(() => true)")
            yield page
        finally:
            context.close()

    def _session(self, persona: Persona) -> StorageState:
        if persona not in self._sessions:
            context = self._context(locale="fr-FR")
            sign_in(context.new_page(), persona, self.site)
            self._sessions[persona] = context.storage_state()
            context.close()
        return self._sessions[persona]

    def _context(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(
            base_url=self.site.address, timezone_id="Europe/Paris", **options
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        return context


@contextmanager
def camera_on(site: Site) -> Iterator[Camera]:
    """Give a camera on a site, and close its browser at the end."""
    with open_chromium() as browser:
        yield Camera(browser, site)


def whole_page(page: Page, path: Path) -> None:
    """Write a picture of the page from its top to its end, or to the tallest height that is kept."""
    _stretch(page)
    size = _window(page)
    tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    clip: Any = {"x": 0, "y": 0, "width": size["width"], "height": max(tall, size["height"])}
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")


def _window(page: Page) -> ViewportSize:
    if page.viewport_size is None:
        message = "A page without a window cannot be pictured."
        raise RuntimeError(message)
    return page.viewport_size


def _stretch(page: Page) -> None:
    """Make the window as tall as its content where the page scrolls inside of it, as the back office does."""
    size = _window(page)
    inside = int(page.evaluate("(document.querySelector('main') || document.body).scrollHeight"))
    outside = int(page.evaluate("document.documentElement.scrollHeight"))
    if outside <= size["height"] < inside:
        page.set_viewport_size({"width": size["width"], "height": min(TALLEST, inside)})


def part_of_page(page: Page, selectors: tuple[str, ...], *, margin: int, height: int) -> bytes:
    """Give a picture of what holds all the selectors, `margin` pixels around, cut at `height` pixels."""
    _stretch(page)
    boxes = [page.locator(each).first.bounding_box() for each in selectors]
    found = [box for box in boxes if box]
    if len(found) != len(selectors):
        message = f"{page.url}: nothing to see at one of {selectors}"
        raise LookupError(message)
    left = max(0, min(box["x"] for box in found) - margin)
    top = max(0, min(box["y"] for box in found) - margin)
    right = max(box["x"] + box["width"] for box in found) + margin
    bottom = min(max(box["y"] + box["height"] for box in found) + margin, top + height)
    clip: Any = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return page.screenshot(full_page=True, clip=clip, animations="disabled")
