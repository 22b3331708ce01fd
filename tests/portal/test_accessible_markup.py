"""What the accessibility ledger asks of the markup itself, on every public page of the portal."""

import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portee.network.models import Establishment
from tests.portal.site_pages import LANGUAGES, PATHS, PageSeen, localised

STYLE_SHEETS = sorted((Path(settings.BASE_DIR) / "frontend" / "css").rglob("*.css"))
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class LinkWords(HTMLParser):
    """The words of each link of a page, as a screen reader says them, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = defaultdict(set)
        self._href = ""
        self._words = ""
        self._templates = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # What scripts copy is not in the page yet.
        self._templates += tag == "template"
        if tag == "a" and not self._templates:
            address = dict(attrs).get("href") or ""
            self._href, self._words = address.partition("?retour=")[0], ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if tag == "a" and self._href:
            self.found[" ".join(self._words.split()).casefold()].add(self._href)
            self._href = ""


def page_of(client: Client, path: str, language: str = "fr") -> str:
    return client.get(localised(path, language)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_with_the_same_words_lead_to_the_same_place(
    client: Client, network: Establishment, language: str
) -> None:
    for path in PATHS:
        links = LinkWords(page_of(client, path, language)).found
        assert {words: places for words, places in links.items() if len(places) > 1} == {}, path
        assert "" not in links, path


def test_tables_hold_data_under_declared_headers_and_have_a_name(
    client: Client, network: Establishment
) -> None:
    for path in PATHS:
        html = page_of(client, path)
        for table in re.findall(r"<table.*?</table>", html, flags=re.S):
            assert '<th scope="col"' in table, path
            assert "<th>" not in table, path
            assert "role=" not in table, path
        regions = re.findall(r'<div class="table-scroll"[^>]*aria-label="[^"]+"', html)
        assert len(regions) == html.count("<table"), path


def test_a_link_to_the_other_language_is_written_in_that_language(
    client: Client, network: Establishment
) -> None:
    for path in PATHS:
        page = PageSeen(page_of(client, path))
        links = [
            attributes for tag, attributes in page.tags if tag == "a" and "hreflang" in attributes
        ]
        assert links, path
        assert all(link.get("lang") == link["hreflang"] == "en" for link in links), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_text_read_from_right_to_left_unmarked(
    client: Client, network: Establishment, language: str
) -> None:
    for path in PATHS:
        assert not RIGHT_TO_LEFT.search(page_of(client, path, language)), path


def test_no_link_opens_a_window_and_no_key_is_taken(client: Client, network: Establishment) -> None:
    for path in PATHS:
        for tag, attributes in PageSeen(page_of(client, path)).tags:
            assert attributes.get("target", "") in {"", "_self"}, (path, tag)
            assert "accesskey" not in attributes, (path, tag)
            assert int(attributes.get("tabindex") or 0) <= 0, (path, tag)


def test_presentational_attributes_are_not_used(client: Client, network: Establishment) -> None:
    for path in PATHS:
        forbidden = {
            "align",
            "bgcolor",
            "border",
            "cellpadding",
            "color",
            "face",
            "valign",
            "hspace",
        }
        for tag, attributes in PageSeen(page_of(client, path)).tags:
            assert not forbidden & attributes.keys(), (path, tag)


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_appears_only_under_the_pointer(sheet: Path) -> None:
    for selector, body in RULE.findall(sheet.read_text(encoding="utf-8")):
        if ":hover" in selector and ":focus" not in selector:
            assert not re.search(r"\b(display|visibility|opacity|clip|content)\s*:", body), selector


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_write_no_words(sheet: Path) -> None:
    written = re.findall(r'content\s*:\s*"([^"]*)"', sheet.read_text(encoding="utf-8"))
    assert [words for words in written if re.search(r"[A-Za-zÀ-ÿ]{2}", words)] == []
