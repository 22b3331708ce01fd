"""A translation longer by two fifths, and full of accents, breaks no page in a narrow window."""

from pathlib import Path

import pytest

from tests.browser.demo_site import Site
from tests.browser.installation import Installation
from tests.browser.layout import broken
from tests.browser.pages import PUBLIC_PAGES
from tests.browser.pseudo_locale import FOLDER_VARIABLE, SETTINGS, pseudo, write_catalogue
from tests.browser.reader import NewContext

pytestmark = pytest.mark.browser


def test_the_invented_language_keeps_placeholders_and_tags() -> None:
    strange = pseudo("%(count)s results in <b>{place}</b>")
    assert "%(count)s" in strange
    assert "<b>{place}</b>" in strange
    assert len(strange) >= 1.4 * len("%(count)s results in <b>{place}</b>")


def test_pages_in_a_longer_language_stay_whole(
    installation: Installation, new_context: NewContext, tmp_path: Path
) -> None:
    assert write_catalogue(tmp_path) > 100
    settings = {"DJANGO_SETTINGS_MODULE": SETTINGS, FOLDER_VARIABLE: str(tmp_path)}
    problems: list[str] = []
    with installation.served(**settings) as address:
        site = Site(address=address)
        for viewport in ({"width": 320, "height": 720}, {"width": 1280, "height": 900}):
            page = new_context(base_url=address, viewport=viewport).new_page()
            for page_type in PUBLIC_PAGES:
                page.goto(site.url(page_type.path, "en"))
                page_type.prepare(page)
                where = f"{page_type.name} at {viewport['width']} px"
                if "ŵœñ" not in page.locator("body").inner_text():
                    problems.append(f"{where}: not in the invented language")
                problems += [f"{where}: {each}" for each in broken(page)]
    assert not problems, "\n".join(problems)
