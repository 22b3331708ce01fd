"""Dark is given to who asks for it; by night, what the system asks for is read whole. More: `test_every_page.py`."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import examine
from tests.browser.fixtures import NewReader
from tests.browser.pages import PUBLIC_PAGES, SITE_PAGES

pytestmark = pytest.mark.browser


@pytest.mark.nightly
@pytest.mark.parametrize(
    "options",
    [
        # What the device asks for by day is what the panel gives, which test_axe.py reads whole.
        {"color_scheme": "dark"},
        {"contrast": "more"},
        {"contrast": "more", "color_scheme": "dark"},
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
