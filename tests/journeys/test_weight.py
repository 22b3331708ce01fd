"""A first visit is light: everything that a page needs, fonts included, from the site itself."""

from urllib.parse import urlsplit

import pytest

from tests.browser.demo_site import ESTABLISHMENT, Site
from tests.browser.reader import NewContext

pytestmark = pytest.mark.browser

LIMIT_BYTES = 100_000
"""The promise of the look: a first load under 100 kB, on the wire, with fonts."""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/recherche?q=violoncelle",
        "/liste/",
        "/liste/partagee?r=1,2,3",
        "/etablissements/",
        f"/etablissement/{ESTABLISHMENT}/",
    ],
)
def test_a_first_load_stays_under_its_limit(path: str, new_context: NewContext, site: Site) -> None:
    page = new_context().new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    bytes_by_request: dict[str, int] = {}
    address_by_request: dict[str, str] = {}
    wire.on(
        "Network.requestWillBeSent",
        lambda event: address_by_request.update({event["requestId"]: event["request"]["url"]}),
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: bytes_by_request.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    sizes = {address_by_request[key]: size for key, size in bytes_by_request.items()}
    assert {urlsplit(url).netloc for url in sizes} == {urlsplit(site.address).netloc}
    assert any(url.endswith(".woff2") for url in sizes), (
        "no font was loaded: the measure says nothing"
    )
    total = sum(sizes.values())
    listed = "\n".join(
        f"{size:>8} {url}" for url, size in sorted(sizes.items(), key=lambda i: -i[1])
    )
    assert total < LIMIT_BYTES, f"{total} bytes:\n{listed}"
