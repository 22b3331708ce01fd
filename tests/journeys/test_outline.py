"""What a screen reader announces of a page as a whole: its outline, and in its title that a form was refused."""

from pathlib import Path
from textwrap import indent

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import ESTABLISHMENT, LANGUAGES, localised
from tests.browser.fixtures import NewPage, NewReader
from tests.browser.pages import SITE_PAGES
from tests.browser.preparations import first_hit

pytestmark = pytest.mark.browser

OUTLINES = Path(__file__).with_name("outlines")


def test_a_page_that_refuses_a_form_says_so_in_its_title(new_reader: NewReader) -> None:
    refused = next(each for each in SITE_PAGES if each.name == "sign-in refused")
    assert "erreur" in new_reader().open(refused, "fr").title().casefold()
    assert "error" in new_reader().open(refused, "en").title().casefold()


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
