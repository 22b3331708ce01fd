"""The twelve pages that are looked at before a release, each found as a reader finds it: by no number."""

from playwright.sync_api import Page

from tests.browser.demo_site import ESTABLISHMENT, MANAGER
from tests.browser.pages import PageType
from tests.browser.preparations import first_hit


def _report_on_first_hit(page: Page) -> None:
    first_hit(page)
    page.goto(page.url.rpartition("/")[0] + "/signaler/")


def repaired_run(page: Page) -> None:
    """Go on from the list of imports to one whose report has refused and repaired records."""
    row = page.locator("main table tr", has_text="boston")
    row.locator("a[href*='/inspect/']").first.click()
    page.locator("#report").wait_for()


PAGES = (
    PageType("home", "/"),
    PageType("results", "/recherche?q=violoncelle&open=instrument:strings"),
    PageType("results-covers", "/recherche?type=score&discipline=music&view=covers"),
    PageType("results-none", "/recherche?q=zzzzqqqq&type=score"),
    PageType("resource", "/recherche?q=Élégie+Fauré+violoncelle", prepare=first_hit),
    PageType("resource-incipit", "/recherche?q=incipit", prepare=first_hit),
    PageType("resource-contents", "/recherche?q=motets+et+chansons", prepare=first_hit),
    PageType("resource-report", "/recherche?q=Élégie+Fauré", prepare=_report_on_first_hit),
    PageType("establishment", f"/etablissement/{ESTABLISHMENT}/"),
    PageType("guide", "/aide/chercher/"),
    PageType("office-home", "/gestion/", persona=MANAGER),
    PageType("office-import", "/gestion/importations/", persona=MANAGER, prepare=repaired_run),
)
