"""The gallery, open in a real browser, in one language and one appearance."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.demo_site import Site
from tests.browser.fixtures import NewPage
from tests.browser.themes import Theme

OpenGallery = Callable[..., Page]


@pytest.fixture
def open_gallery(workshop: Site, new_page: NewPage) -> OpenGallery:
    """Open the gallery; `path` chooses the language, `theme` the appearance, the rest the browser."""

    def open_it(path: str = "/composants/", theme: Theme | None = None, **options: object) -> Page:
        page = new_page(base_url=workshop.address, **options)
        if theme is not None:
            page.context.add_cookies(
                [{**cookie, "url": workshop.address} for cookie in theme.cookies()]  # type: ignore[typeddict-item]
            )
        page.goto(path)
        return page

    return open_it
