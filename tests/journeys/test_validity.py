"""The HTML of every page is valid, judged by the W3C's own checker in one run."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser.demo_site import LANGUAGES
from tests.browser.fixtures import NewReader
from tests.browser.installation import ROOT
from tests.browser.pages import KEEPER_PAGES, SITE_PAGES

pytestmark = pytest.mark.browser

CHECKER = ROOT / "frontend" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

NEEDED_BY_SAFARI = re.compile("The “list” role is unnecessary for element “[ou]l”")
"""Safari forgets that a list is one when it is drawn without bullets: the role reminds it."""


def check(folder: Path) -> list[str]:
    """Run the checker on every page of a folder, and give its errors and warnings."""
    java = shutil.which("java")
    assert java, "Java is needed to check the HTML: install the package `default-jre-headless`."
    done = subprocess.run(
        [java, "-Xss2m", "-jar", str(CHECKER), "--format", "json", "--also-check-svg", str(folder)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    messages = json.loads(done.stderr or '{"messages": []}')["messages"]
    return [
        f"{Path(unquote(each['url'])).stem}, line {each.get('lastLine')}: {each['message']}"
        f" « {each.get('extract', '').strip()} »"
        for each in messages
        if (each["type"] == "error" or each.get("subType") == "warning")
        and not NEEDED_BY_SAFARI.match(each["message"])
    ]


def test_the_html_of_every_page_is_valid(new_reader: NewReader, tmp_path: Path) -> None:
    # What a browser writes into the page is not in the HTML that is sent.
    pages = tuple(each for each in SITE_PAGES if each not in KEEPER_PAGES)
    for language in LANGUAGES:
        reader = new_reader(java_script_enabled=False)
        for number, (name, page) in enumerate(reader.read(pages, language)):
            file_name = f"{number:02d} {name}.html".replace("/", " ")
            (tmp_path / file_name).write_text(reader.source(page), encoding="utf-8")
    problems = check(tmp_path)
    assert not problems, "\n".join(problems)


def test_an_invalid_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        "<!doctype html><html lang=fr><title>Faux</title><p><div></p></section>", encoding="utf-8"
    )
    assert check(tmp_path)
