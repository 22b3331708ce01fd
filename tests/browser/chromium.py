"""The system's Chromium, driven by Playwright. A browser is never downloaded."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = (
    # The same browser without its windows: a page costs a third of the processor's time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is ever looked up: a request to another host fails at once, and is seen by the tests.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find_chromium() -> str:
    """Give the path of the installed browser; raise RuntimeError with the remedy when there is none."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    message = "No Chromium on this machine: install the package `chromium` (make test does it where it can)."
    raise RuntimeError(message)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start one headless browser, and end it with its driver.

    Chromium refuses its own sandbox to the superuser, which is who runs inside most containers.
    """
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*FLAGS, *sandbox], headless=True
        )
        try:
            yield browser
        finally:
            browser.close()
