"""Fixtures of every browser test: a real server, a real Chromium, pages that watch what they load.

Registered as a pytest plugin by `tests/conftest.py`. A test that asks for one of them carries
`@pytest.mark.browser`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.browser.chromium import open_chromium
from tests.browser.demo_site import Persona, Site, read_passwords
from tests.browser.installation import Installation, prepared_installation
from tests.browser.reader import NewContext, Reader, SignedIn, sign_in
from tests.browser.themes import Theme

NewPage = Callable[..., Page]
NewReader = Callable[..., Reader]


SECONDS_AT_MOST = 900
"""The first test of a process also waits for the migrations, the demonstration and the server."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give browser tests, which read the whole site, more time than the others."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SECONDS_AT_MOST))


@pytest.fixture(scope="session")
def installation(
    tmp_path_factory: pytest.TempPathFactory, run_folder: Path
) -> Iterator[Installation]:
    """Give this process a demonstration network of its own (each xdist worker has one)."""
    folder = tmp_path_factory.mktemp("installation")
    name = f"portee_browser_{os.getpid()}"
    with prepared_installation(folder, name=name, run=run_folder) as prepared:
        yield prepared


@pytest.fixture(scope="session")
def site(installation: Installation) -> Iterator[Site]:
    """Serve the demonstration network with the settings of production."""
    with installation.served() as address:
        yield Site(address=address, passwords=read_passwords(installation.folder))


@pytest.fixture(scope="session")
def workshop(installation: Installation) -> Iterator[Site]:
    """Serve the same network in debug, where the gallery of components lives."""
    with installation.served(PORTEE_DEBUG="1") as address:
        yield Site(address=address, passwords=read_passwords(installation.folder))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open Chromium for the tests of one module.

    Not for the session: while Playwright's driver runs, its event loop is the thread's, and Django
    refuses the database to the other tests of the process.
    """
    with open_chromium() as opened:
        yield opened


@pytest.fixture
def new_context(browser: Browser, site: Site) -> Iterator[NewContext]:
    """Give a maker of browser contexts on the site: fresh cookies, French, 1280 × 900, all closed at the end."""
    with ExitStack() as closing:

        def make(**options: Any) -> BrowserContext:
            settings = {
                "base_url": site.address,
                "locale": "fr-FR",
                "timezone_id": "Europe/Paris",
                "viewport": {"width": 1280, "height": 900},
            }
            context = browser.new_context(**{**settings, **options})
            context.set_default_timeout(10_000)
            closing.callback(context.close)
            return context

        yield make


@pytest.fixture
def new_page(new_context: NewContext) -> NewPage:
    """Give a maker of pages, each in a context of its own."""

    def make(**options: Any) -> Page:
        return new_context(**options).new_page()

    return make


@pytest.fixture(scope="session")
def sessions_opened() -> dict[Persona, StorageState]:
    """Keep the cookies of those who signed in: one sign-in per person, whatever the number of tests."""
    return {}


@pytest.fixture
def signed_in(
    site: Site, new_page: NewPage, sessions_opened: dict[Persona, StorageState]
) -> SignedIn:
    """Give the cookies of a person of the demonstration, signed in through the form."""

    def session_of(persona: Persona) -> StorageState:
        if persona not in sessions_opened:
            page = new_page()
            sign_in(page, persona, site)
            sessions_opened[persona] = page.context.storage_state()
        return sessions_opened[persona]

    return session_of


@pytest.fixture
def new_reader(
    request: pytest.FixtureRequest, site: Site, new_context: NewContext, signed_in: SignedIn
) -> NewReader:
    """Give a maker of readers, who open the page types of `tests.browser.pages` in one appearance."""

    def make(theme: Theme | None = None, **options: Any) -> Reader:
        return Reader(
            site=site,
            workshop=lambda: request.getfixturevalue("workshop"),
            new_context=new_context,
            signed_in=signed_in,
            cookies=theme.cookies() if theme else [],
            options=options,
        )

    return make


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Give a function that writes a line into the summary of the run: what a person should know, not a failure."""

    def write(line: str) -> None:
        request.node.user_properties.append(("noted", line))

    return write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the browser tests noted, each line once."""
    reports = [
        each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, [])
    ]
    lines = {
        value: None
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == "noted"
    }
    if lines:
        terminalreporter.section("noted by the browser tests")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Open one page of a new visitor."""
    return new_page()
